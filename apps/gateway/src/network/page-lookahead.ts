import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, type OperationDefinitionNode, OperationTypeNode, parse, print } from 'graphql';
import { COLLEGE } from '../supergraph/committed.js';

/**
 * What the query plan is going to ask of each thing on a merged page, found before the page is made. With it the feed
 * brings them along with their keys, and the page costs one phase of requests instead of two.
 */
export interface PageLookahead {
  /** The type of what stands on the page. */
  readonly type: string;
  /** The entity fetch that the plan has for the page, as text: what was brought will be asked for by. */
  readonly operation: string;
  /** Its selection on each, `{ … on Event { … } }`. */
  readonly selection: string;
  /** The client's variables that the selection uses, as definitions: `$first: Int = 5`. */
  readonly variableDefinitions: readonly string[];
  readonly variableNames: readonly string[];
}

/** A lookahead for each merged list of a plan, by the name it has in the response. */
export type PlanLookahead = ReadonlyMap<string, PageLookahead>;

/** The feed's own variables: a client that uses these names itself takes the ordinary two phases. */
const FEED_VARIABLES: ReadonlySet<string> = new Set(['feedFilter', 'feedFirst', 'feedAfter']);

const NOTHING: PlanLookahead = new Map();
const known = new WeakMap<QueryPlan, PlanLookahead>();

/** Reads the plan once; plans are cached, and so is what was read of them. */
export function lookaheadOf(plan: QueryPlan): PlanLookahead {
  const remembered = known.get(plan);
  if (remembered) return remembered;
  const found = new Map<string, PageLookahead>();
  if (plan.node && plan.node.kind !== 'Subscription') collect(plan.node, found);
  const lookahead = found.size > 0 ? found : NOTHING;
  known.set(plan, lookahead);
  return lookahead;
}

/**
 * Only fetches that surely run: a plan of this gateway has no conditions (ADR 0009), and what stands behind one would be left to
 * the plan. A list of which the plan asks twice at `college` has one lookahead, the first; the second fetch goes its ordinary way.
 */
function collect(node: PlanNode, found: Map<string, PageLookahead>): void {
  if (node.kind === 'Sequence' || node.kind === 'Parallel') {
    for (const child of node.nodes) collect(child, found);
  } else if (node.kind === 'Flatten' && node.node.kind === 'Fetch') {
    const [list, nodes, each, ...rest] = node.path;
    if (typeof list !== 'string' || nodes !== 'nodes' || each !== '@' || rest.length > 0 || found.has(list)) return;
    const lookahead = lookaheadOfFetch(node.node);
    if (lookahead) found.set(list, lookahead);
  }
}

function lookaheadOfFetch(fetch: FetchNode): PageLookahead | null {
  const type = typeFetchedById(fetch);
  if (fetch.serviceName !== COLLEGE || type === null || fetch.inputRewrites || fetch.outputRewrites) return null;
  const { definitions } = parse(fetch.operation, { noLocation: true });
  const [operation, ...others] = definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.operation !== OperationTypeNode.QUERY) return null;
  const [entities, ...more] = operation.selectionSet.selections;
  if (others.length > 0 || more.length > 0 || entities?.kind !== Kind.FIELD || !entities.selectionSet) return null;
  const variables = clientVariables(operation);
  if (variables.variableNames.some((name) => FEED_VARIABLES.has(name))) return null;
  return { type, operation: fetch.operation, selection: print(entities.selectionSet), ...variables };
}

/** Of what type a fetch asks for things, by their ids and nothing else. */
function typeFetchedById(fetch: FetchNode): string | null {
  const [entity, ...more] = fetch.requires ?? [];
  if (more.length > 0 || entity?.kind !== 'InlineFragment') return null;
  const needsTheIdAlone = entity.selections.every(
    (selection) => selection.kind === 'Field' && (selection.name === '__typename' || selection.name === 'id'),
  );
  return needsTheIdAlone ? (entity.typeCondition ?? null) : null;
}

function clientVariables(operation: OperationDefinitionNode): Pick<PageLookahead, 'variableDefinitions' | 'variableNames'> {
  const definitions = (operation.variableDefinitions ?? []).filter(({ variable }) => variable.name.value !== 'representations');
  return {
    variableDefinitions: definitions.map((definition) => print(definition)),
    variableNames: definitions.map(({ variable }) => variable.name.value),
  };
}
