import type { EntityManager } from 'typeorm';

/** A transaction that is handed on, so that what belongs together is written together. */
export type Transaction = EntityManager;
