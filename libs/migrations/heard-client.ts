import pg from 'pg';

/**
 * A connection of a pool (its option `Client`) whose failure is always heard. PostgreSQL may end one in the moment in which it is handed over,
 * when the pool listens no more and TypeORM does not listen yet; an `error` that nobody hears ends the process. Those who
 * wait for an answer are told as ever.
 */
export class HeardClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
