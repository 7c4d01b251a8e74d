/** As people set a name or a cell apart from what is said of it. */
export function quoted(text: string): string {
  return `«${text}»`;
}

/** What a cell says, fit for one line of a terminal: what is invisible there, or commands it, is taken out. */
export function short(cell: string): string {
  const visible = cell.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return quoted(visible.length > 40 ? `${visible.slice(0, 40)}…` : visible);
}
