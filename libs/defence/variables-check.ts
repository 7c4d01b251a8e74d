/** What the values of a request's variables may come to. */
export interface VariableLimits {
  /** Entries of one list. */
  readonly list: number;
  /** Values in all. */
  readonly values: number;
  readonly depth: number;
  /** Characters of one text. */
  readonly text: number;
}

/**
 * Looks at variables before anybody checks them against types: a list of wrong values would be told of one by one, and one
 * of right values would be passed on to every node.
 * @returns what is too much, in a sentence; null where nothing is
 */
export function tooMuchIn(variables: Readonly<Record<string, unknown>>, limits: VariableLimits): string | null {
  const waiting: { readonly name: string; readonly value: unknown; readonly depth: number }[] = [];
  for (const [name, value] of Object.entries(variables)) waiting.push({ name: `$${name}`, value, depth: 1 });
  for (let seen = 0; waiting.length > 0; seen += 1) {
    const next = waiting.pop();
    if (!next) break;
    const { name, value, depth } = next;
    if (seen >= limits.values || waiting.length > limits.values) return `The variables hold more than ${limits.values} values.`;
    if (depth > limits.depth) return `${name} is nested more than ${limits.depth} deep.`;
    if (typeof value === 'string' && value.length > limits.text) return `${name} holds a text of more than ${limits.text} characters.`;
    if (Array.isArray(value) && value.length > limits.list) return `${name} holds a list of more than ${limits.list} entries.`;
    if (typeof value === 'object' && value !== null) {
      for (const inner of Object.values(value)) waiting.push({ name, value: inner, depth: depth + 1 });
    }
  }
  return null;
}
