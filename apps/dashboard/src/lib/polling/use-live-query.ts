import { useState } from 'react';
import { type AnyVariables, type TypedDocumentNode, useQuery } from 'urql';
import { useInterval } from './use-interval.js';
import { useWhenChanged } from './use-when-changed.js';

type GraphError = NonNullable<NonNullable<ReturnType<typeof useQuery>[0]['error']>['graphQLErrors']>[number];

export interface LiveQuery<Data> {
  /** The last answer that held anything; kept when a later one fails. */
  readonly data: Data | undefined;
  /** What the last answer complains of, beside or instead of its data. */
  readonly errors: readonly GraphError[];
  /** Whether the last attempt brought no data at all: nobody is there, or the gateway refused. */
  readonly failed: boolean;
  readonly loading: boolean;
  readonly refresh: () => void;
}

export interface Liveliness {
  readonly everyMilliseconds: number;
  /** Asks again as soon as this changes. */
  readonly epoch?: string | undefined;
}

const nothing: readonly GraphError[] = [];

/** Asks, and asks again while the page is open, keeping what it has until something better comes. */
export function useLiveQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { everyMilliseconds, epoch }: Liveliness,
): LiveQuery<Data> {
  const [{ data, error, fetching }, execute] = useQuery<Data, Variables>({ query, variables, requestPolicy: 'network-only' });
  const [last, setLast] = useState<Data>();
  if (data && data !== last) setLast(data);

  const refresh = () => execute();
  // What is still on its way is waited for: asking again would begin anew, and an answer that is slow would never come.
  useInterval(() => fetching || refresh(), everyMilliseconds);
  useWhenChanged(epoch, refresh);

  return {
    data: data ?? last,
    errors: error?.graphQLErrors ?? nothing,
    failed: error !== undefined && !data,
    loading: fetching,
    refresh,
  };
}
