/** The text with another first letter than it has, whichever that is. */
export function edited(text: string): string {
  return `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
}
