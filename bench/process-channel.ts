/** Tells the process that started this one that it serves, and what it must know. */
export function tellReady(news: Readonly<Record<string, unknown>>): void {
  process.send?.({ ready: true, ...news });
}
