import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the messages to one college about one participation have been counted. */
@Entity('outbox_thread')
export class OutboxThreadEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'outbox_thread_pkey' })
  receiver!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'outbox_thread_pkey' })
  thread!: string;

  @Column('int', { name: 'last_sequence' })
  lastSequence!: number;
}
