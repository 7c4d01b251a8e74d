/** What a type of one college is called in the native alternative: `C001Event`. */
export function nativeTypeName(type: string, college: string): string {
  return `${college.toUpperCase()}${type}`;
}
