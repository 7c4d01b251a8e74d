import { performance } from 'node:perf_hooks';
import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { median } from '../measuring/statistics.js';
import { timed } from './processor-time.js';

const REPEATS = 3;
/** A plan that takes many seconds is made once. */
const PATIENCE_MILLISECONDS = 5_000;

export interface Planned {
  /** Milliseconds of processor time, from text to plan, once the code is warm. */
  readonly milliseconds: number;
  /** Subgraphs that the plan asks. */
  readonly asked: number;
}

/** Plans a query on a supergraph, as a gateway does when it sees the query first. */
export function planned(supergraphSdl: string, query: string): Planned {
  const supergraph = Supergraph.build(supergraphSdl);
  const planner = new QueryPlanner(supergraph);
  const times: number[] = [];
  const began = performance.now();
  let asked = 0;
  while (times.length === 0 || (times.length <= REPEATS && performance.now() - began < PATIENCE_MILLISECONDS)) {
    const [plan, milliseconds] = timed(() => planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(query))));
    times.push(milliseconds);
    asked = new Set(JSON.stringify(plan).match(/"serviceName":"[^"]*"/g)).size;
  }
  // The first warms the code up, where there are more.
  return { milliseconds: median(times.length > 1 ? times.slice(1) : times), asked };
}
