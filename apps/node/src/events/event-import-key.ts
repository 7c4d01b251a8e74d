/**
 * What an event of an imported file is known by when the file comes again: its title, whatever its case and spacing,
 * and its start.
 */
export function eventImportKey(title: string, startsAt: Date): string {
  const words = title.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return `${startsAt.toISOString()}|${words}`;
}
