import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { type ASTVisitor, type DocumentNode, GraphQLError, Kind, type ValidationContext, type ValidationRule, visit, visitInParallel } from 'graphql';
import { writtenSize } from './written-size.js';

/** The most that a document may be; a parser counts the tokens. */
export interface DocumentLimits {
  readonly characters: number;
  readonly tokens: number;
  /** Of selections, a fragment being a level too. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields, arguments, directives and values with every fragment written out where it is spread. */
  readonly size: number;
}

const NOTHING: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

/**
 * A validation rule that refuses hostile documents. It looks at the whole document before any other rule looks at a part
 * of it, and gives the others an empty one to look at: what is refused for its size costs nobody any time.
 */
export function documentRule(limits: DocumentLimits): ValidationRule {
  return (context) => {
    const problem = problemIn(context, limits);
    if (problem === null) return {};
    context.reportError(new GraphQLError(`${problem} Ask for less at once, or in several requests.`));
    return { Document: () => NOTHING };
  };
}

function problemIn(context: ValidationContext, { characters, depth, aliases, directives, size }: DocumentLimits): string | null {
  const document = context.getDocument();
  if ((document.loc?.end ?? 0) > characters) return `The document is longer than ${characters} characters.`;
  const counting: ASTVisitor[] = [
    maxDepthRule({ n: depth })(context),
    maxAliasesRule({ n: aliases, allowList: [] })(context),
    maxDirectivesRule({ n: directives })(context),
  ];
  try {
    visit(document, visitInParallel(counting));
    return writtenSize(document) > size ? `The document comes to more than ${size} fields and arguments with its fragments written out.` : null;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message.replace(/^Syntax Error: /, '');
    if (error instanceof RangeError) return 'The document is nested too deeply.'; // the stack's end
    throw error;
  }
}
