import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { NodeFailure } from './failure.js';
import { NodeClient } from './node-client.js';

const DEADLINE_MILLISECONDS = 10_000;
const CLIENT_ERROR = 400;
/** Whoever starts the gateway has chosen the subgraphs' addresses: they may be anywhere. */
const OPTIONS = { maxAnswerBytes: 64 * 2 ** 20, maxCalls: 10_000, privateAddresses: true };
const HEADERS = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json;q=0.9' };

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** An ordinary subgraph at one URL, through the same HTTP client as the nodes: what it answers is passed on as it is. */
export class HttpDataSource implements GraphQLDataSource {
  private readonly client: NodeClient;

  /**
   * @param name of the subgraph, by which clients are told of it
   * @param log is told the rest: where it is, and what the network says
   */
  constructor(
    private readonly name: string,
    private readonly url: string,
    private readonly log: { warn(failure: object): void },
  ) {
    this.client = new NodeClient(url, OPTIONS);
  }

  /** @throws GraphQLError when there is no GraphQL answer */
  async process({ request }: GraphQLDataSourceProcessOptions): Promise<Answer> {
    const { query, operationName, variables, extensions } = request;
    const body = JSON.stringify({ query, operationName, variables, extensions });
    const answer = await this.post(body);
    if (isGraphqlAnswer(answer)) return answer;
    throw this.failure(ErrorCode.NODE_BAD_ANSWER, 'it gave no GraphQL answer');
  }

  private async post(body: string): Promise<unknown> {
    try {
      const answer = await this.client.post(body, HEADERS, DEADLINE_MILLISECONDS);
      if (answer.status === 401) throw new NodeFailure(ErrorCode.UNAUTHENTICATED, 'it answered 401');
      if (answer.status === 403) throw new NodeFailure(ErrorCode.FORBIDDEN, 'it answered 403');
      const json: unknown = JSON.parse(answer.body);
      if (answer.status >= CLIENT_ERROR && hasData(json)) throw new NodeFailure(ErrorCode.NODE_BAD_ANSWER, `it answered ${answer.status}`);
      return json;
    } catch (error) {
      if (error instanceof NodeFailure) throw this.failure(error.code, error.message);
      throw this.failure(ErrorCode.NODE_BAD_ANSWER, 'it gave no JSON');
    }
  }

  /** What keeps it from being reached is told in terms of addresses, which are nobody's business outside. */
  private failure(code: ErrorCode, why: string): GraphQLError {
    this.log.warn({ subgraph: this.name, at: new URL(this.url).host, failed: code, why });
    const told = code === ErrorCode.NODE_UNAVAILABLE ? 'it cannot be reached' : why;
    return new GraphQLError(`The subgraph ${this.name} did not answer: ${told}.`, { extensions: { code } });
  }
}

/** Data never come with an HTTP error (GraphQL over HTTP): they are somebody else's, or of a server that broke meanwhile. */
function hasData(answer: unknown): boolean {
  return isGraphqlAnswer(answer) && answer.data !== null && answer.data !== undefined;
}

function isGraphqlAnswer(answer: unknown): answer is Answer {
  return typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);
}
