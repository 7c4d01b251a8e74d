import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { collectAt, mergeInto } from './gathered.js';
import { NotOrdinary, refuseInherited } from './not-ordinary.js';
import { type PlainObject, representing } from './representing.js';

/** Where a fetch's answer goes. */
export interface Place {
  /** Of the plan, `@` being each item of a list. */
  readonly path: readonly string[];
  /** The objects whose representations are sent, in their order; null where none are. */
  readonly asked: readonly PlainObject[] | null;
}

/** What one request asks its plan with. */
export interface PlanRun {
  readonly variables: PlainObject;
  /** Asks a subgraph, as the gateway's own executor would, and keeps its errors. @returns null where there is no data */
  readonly ask: (service: string, fetch: FetchNode, variables: PlainObject, place: Place) => Promise<PlainObject | null>;
}

/** One part of a plan, run on the objects at its place. */
export type Step = (run: PlanRun, objects: readonly PlainObject[]) => Promise<void>;

/**
 * Compiles a plan into what runs it.
 * @throws NotOrdinary for a plan with conditions, rewrites or subscriptions
 */
export function planSteps(node: PlanNode, path: readonly string[] = []): Step {
  switch (node.kind) {
    case 'Sequence': {
      const steps = node.nodes.map((child) => planSteps(child, path));
      return async (run, objects) => {
        for (const step of steps) await step(run, objects);
      };
    }
    case 'Parallel': {
      const steps = node.nodes.map((child) => planSteps(child, path));
      return async (run, objects) => {
        await Promise.all(steps.map((step) => step(run, objects)));
      };
    }
    case 'Flatten': {
      const inner = node.path.map(String);
      inner.forEach(refuseInherited);
      const step = planSteps(node.node, [...path, ...inner]);
      return (run, objects) => step(run, objects.flatMap((object) => collectAt(object, inner)));
    }
    case 'Fetch':
      return fetchStep(node, path);
    default:
      throw new NotOrdinary(`a ${node.kind} in the plan`);
  }
}

function fetchStep(fetch: FetchNode, path: readonly string[]): Step {
  if (fetch.inputRewrites?.length || fetch.outputRewrites?.length || fetch.contextRewrites?.length) throw new NotOrdinary('a rewrite');
  const { serviceName, variableUsages = [], requires } = fetch;
  const used = (variables: PlainObject): Record<string, unknown> =>
    Object.fromEntries(variableUsages.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]));

  if (!requires) {
    return async (run, objects) => {
      const data = await run.ask(serviceName, fetch, used(run.variables), { path, asked: null });
      for (const object of objects) mergeInto(object, data);
    };
  }
  const represent = representing(requires);
  return async (run, objects) => {
    const represented: PlainObject[] = [];
    const representations: PlainObject[] = [];
    for (const object of objects) {
      const representation = represent(object);
      if (!representation) continue;
      represented.push(object);
      representations.push(representation);
    }
    if (representations.length === 0) return;
    const data = await run.ask(serviceName, fetch, { ...used(run.variables), representations }, { path, asked: represented });
    if (!data) return;
    const { _entities: entities } = data;
    if (!Array.isArray(entities) || entities.length !== represented.length) throw new NotOrdinary('entities that were not asked for');
    for (const [index, object] of represented.entries()) mergeInto(object, entities[index]);
  };
}
