/** Whatever JSON holds; a test's expectations say what that must be. */
export type Json = ReturnType<typeof JSON.parse>;

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Json;
}

/** What a GraphQL server answered. */
export interface GraphAnswer {
  readonly status: number;
  readonly data: Json;
  /** Empty where the answer has none. */
  readonly errors: readonly GraphError[];
  readonly extensions?: Json;
  /** How long the whole answer took. */
  readonly milliseconds: number;
}

/** Asks a GraphQL server over HTTP, as a page or a partner's system would. */
export async function askGraph(url: string, query: string, variables?: Readonly<Record<string, unknown>>, token?: string): Promise<GraphAnswer> {
  const startedAt = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const body: Json = await response.json();
  return { status: response.status, data: body.data ?? null, errors: body.errors ?? [], extensions: body.extensions, milliseconds: performance.now() - startedAt };
}
