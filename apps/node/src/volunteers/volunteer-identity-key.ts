/**
 * What makes two rows the same volunteer: the full name, whatever its case, spacing and «ё», and the date of birth.
 * @param birthDate YYYY-MM-DD, or null when it is not known
 */
export function volunteerIdentityKey(fullName: string, birthDate: string | null): string {
  const name = fullName.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('ru').replaceAll('ё', 'е');
  return `${name}|${birthDate ?? ''}`;
}
