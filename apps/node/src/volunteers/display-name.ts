/** «Анна К.» of a surname and a given name; of those who have one name, the name. */
export function displayName(surname: string, given: string | undefined): string {
  return given === undefined ? surname : `${given} ${surname.charAt(0)}.`;
}
