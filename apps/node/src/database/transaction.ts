import type { EntityManager } from 'typeorm';

/** A transaction under way, handed on to whoever writes in it. */
export type Transaction = EntityManager;
