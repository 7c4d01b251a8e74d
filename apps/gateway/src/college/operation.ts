import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  isObjectType,
  parse,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Contract } from './contract.js';
import { defaultsOf, fragmentsOf, operationOf } from './document-parts.js';
import type { Variables } from './graph-context.js';
import { argumentsWith } from './lacking-inputs.js';
import { ShapeCompiler } from './shape.js';
import type { Shape } from './shape-value.js';
import { type Lacking, lackingIn, withoutLacking } from './skew.js';

/** By text: what is compiled of a document takes many times its size, and a client may send long ones for ever. */
const REMEMBERED_CHARACTERS = 2 ** 20;

/** An operation of the gateway's, ready to be sent to a node and to shape its answer. */
export class Operation {
  /** The text as a JSON string, so that each request's body only adds the variables. */
  readonly json: string;
  /** What its variables are where nobody gives them. */
  readonly defaults: Variables;
  private readonly root: Shape;
  private readonly entities = new Map<string, Shape>();
  private readonly entitySelection: SelectionSetNode | undefined;

  constructor(
    private readonly contract: Contract,
    text: string,
    document: DocumentNode,
    private readonly compiler: ShapeCompiler,
  ) {
    const operation = operationOf(document);
    this.defaults = defaultsOf(operation);
    const entities = entitiesField(operation);
    this.json = JSON.stringify(text);
    this.entitySelection = entities?.selectionSet;
    const type = contract.schema.getRootType(operation.operation);
    if (!type) throw new Error(`The contract has no ${operation.operation}.`);
    this.root = entities ? (value) => value : compiler.object(type, [operation.selectionSet]);
  }

  /** Whether it asks for entities by their representations. */
  get asksForEntities(): boolean {
    return this.entitySelection !== undefined;
  }

  /** Shapes `data` of an operation that does not ask for entities. */
  get shape(): Shape {
    return this.root;
  }

  /** Shapes one entity of that type; undefined when the contract has no such type. */
  entityShape(typename: string): Shape | undefined {
    const known = this.entities.get(typename);
    if (known || !this.entitySelection) return known;
    const type = this.contract.schema.getType(typename);
    if (!isObjectType(type)) return undefined;
    const shape = this.compiler.object(type, [this.entitySelection]);
    this.entities.set(typename, shape);
    return shape;
  }
}

/** Operations by their text, compiled once. */
export class Operations {
  private readonly known = new LRUCache<string, Operation>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_operation, text) => text.length,
  });

  constructor(private readonly contract: Contract) {}

  /** @param lacking what the node does not have: left out of what is sent, null with CONTRACT_SKEW in what comes back */
  prepare(text: string, lacking: Lacking): Operation {
    const key = lacking.size === 0 ? text : `${[...lacking].sort().join()} ${text}`;
    const known = this.known.get(key);
    if (known) return known;

    const document = parse(text, { noLocation: true });
    const sent = lacking.size === 0 ? text : withoutLacking(this.contract.schema, document, lacking);
    const compiler = new ShapeCompiler(this.contract.schema, fragmentsOf(document), lacking);
    const operation = new Operation(this.contract, sent, document, compiler);
    this.known.set(key, operation);
    return operation;
  }

  /** What of the contract a node does not have that refused an operation with these messages. */
  lackingIn(messages: readonly string[]): string[] {
    return lackingIn(messages, this.contract.schema);
  }

  /** What of an operation a node does not have that refused it with these messages for what is in its arguments. */
  lackingInArguments(messages: readonly string[], text: string, variables: Variables): string[] {
    return argumentsWith(messages, this.contract.schema, text, variables);
  }
}

function entitiesField({ selectionSet }: OperationDefinitionNode): FieldNode | undefined {
  const [first] = selectionSet.selections;
  return first?.kind === Kind.FIELD && first.name.value === '_entities' ? first : undefined;
}
