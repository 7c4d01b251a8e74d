import {
  type ASTVisitor,
  GraphQLError,
  type GraphQLNamedType,
  Kind,
  type ValidationContext,
  type ValidationRule,
  isAbstractType,
  parse,
} from 'graphql';
import { fieldSets, namesIn } from '../supergraph/field-sets.js';

/** A validation rule: JavaScript would take this name for an object's prototype, and the answer would lack it. */
export function noPrototypeAlias(context: ValidationContext): ASTVisitor {
  return {
    Field: ({ alias }) => {
      if (alias?.value === '__proto__') context.reportError(new GraphQLError('"__proto__" cannot be an alias; choose another name.', { nodes: alias }));
    },
  };
}

/** In which a fetch of entities carries them (Apollo Federation, `Query._entities`). */
const REPRESENTATIONS = 'representations';

/**
 * A validation rule: what the planner asks for by itself goes by its own name beside what the client asks for. An alias of
 * that name would be taken for it, and the answer be about something else.
 * @param supergraph says by what an entity is known (`@join__type`), and what of it a link needs (`@join__field`)
 */
export function reservedNames(supergraph: string): ValidationRule {
  const reserved = namesByType(supergraph);
  return (context) => ({
    Field: ({ alias, name }) => {
      if (!alias || alias.value === name.value) return;
      const type = typesOf(context).find((one) => alias.value === '__typename' || reserved.get(one.name)?.has(alias.value));
      if (!type) return;
      context.reportError(new GraphQLError(`"${alias.value}" cannot be an alias for "${name.value}": the network reads that of each ${type.name} itself. Choose another name.`, { nodes: alias }));
    },
    VariableDefinition: ({ variable }) => {
      if (variable.name.value !== REPRESENTATIONS) return;
      context.reportError(new GraphQLError(`"$${REPRESENTATIONS}" cannot be a variable: the network asks the colleges with one of that name. Choose another name.`, { nodes: variable }));
    },
  });
}

/** What a field may be selected on here. */
function typesOf(context: ValidationContext): readonly GraphQLNamedType[] {
  const type = context.getParentType();
  if (!type) return [];
  return isAbstractType(type) ? context.getSchema().getPossibleTypes(type) : [type];
}

function namesByType(supergraph: string): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, ReadonlySet<string>>();
  for (const definition of parse(supergraph, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const { name, directives = [], fields = [] } = definition;
    const sets = [...fieldSets(directives, 'key'), ...fields.flatMap((field) => fieldSets(field.directives ?? [], 'requires'))];
    if (sets.length > 0) names.set(name.value, new Set(sets.flatMap(namesIn)));
  }
  return names;
}
