import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the messages of one college about one participation have been applied, or refused. */
@Entity('inbox_thread')
export class InboxThreadEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'inbox_thread_pkey' })
  sender!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'inbox_thread_pkey' })
  thread!: string;

  @Column('int', { name: 'last_sequence' })
  lastSequence!: number;
}
