import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What the log tells of. */
export type Decision =
  | 'FOUNDED'
  | 'GATEWAY_NAMED'
  | 'REGISTRY_NAMED'
  | 'INVITED'
  | 'ANNOUNCED'
  | 'JOINED'
  | 'APPROVED'
  | 'APPROVAL_FORGOTTEN'
  | 'MADE_MEMBER'
  | 'SUSPENDED'
  | 'LEFT'
  | 'MOVED'
  | 'COORDINATES'
  | 'COORDINATES_NO_MORE'
  | 'KEYS_ROTATED';

/** One decision, or one thing that a college's machine did by itself; never changed. */
@Entity('log_entry')
@Check('log_entry_number_positive', 'number > 0')
export class LogEntryEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'log_entry_pkey' })
  number!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  /** Global id of a person, code of a college whose machine spoke for itself, `founding`, or `registry`. */
  @Column('text')
  actor!: string;

  @Column('text')
  decision!: Decision;

  /** Code of the college, or id of the gateway, that it is about; `registry` where that is the registry itself. */
  @Column('text')
  subject!: string;

  @Column('jsonb')
  details!: object;
}
