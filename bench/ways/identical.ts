import { composeServices } from '@apollo/composition';
import { type DocumentNode, Kind, parse } from 'graphql';
import { collegeContract } from '#contract/college-contract.js';
import { codeOf } from '../rows.js';
import { planned } from './planned.js';

/** Every node as a subgraph of its own, all with the contract as it is. */
export function unmarked(nodes: number): string {
  const { errors } = compose(nodes, collegeContract());
  const codes = new Set((errors ?? []).map(({ extensions }) => String(extensions['code'])));
  return codes.size === 0 ? 'composes' : `does not compose: ${errors?.length ?? 0} errors, ${[...codes].join(', ')}`;
}

/** The same with everything marked as shareable, which it would have to be. */
export function allShareable(nodes: number): string {
  const { supergraphSdl, errors } = compose(nodes, shareable(collegeContract()));
  if (supergraphSdl === undefined) return `does not compose: ${errors.length} errors`;
  const { asked } = planned(supergraphSdl, '{ event(id: "c001:1") { title host { about } } }');
  return `composes; an event of one college is asked of ${asked} subgraph of ${nodes}, the same for every id`;
}

function compose(nodes: number, typeDefs: DocumentNode) {
  return composeServices(
    Array.from({ length: nodes }, (_, number) => ({ name: codeOf(number), url: `http://${codeOf(number)}.test/graphql`, typeDefs })),
  );
}

/** The contract with `@shareable` on every object type that does not have it. */
function shareable(contract: DocumentNode): DocumentNode {
  const [marked] = parse('type Marked @shareable { id: ID }').definitions;
  const mark = marked?.kind === Kind.OBJECT_TYPE_DEFINITION ? (marked.directives ?? []) : [];
  const definitions = contract.definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
    const others = (definition.directives ?? []).filter(({ name }) => name.value !== 'shareable');
    return { ...definition, directives: [...others, ...mark] };
  });
  return { ...contract, definitions };
}
