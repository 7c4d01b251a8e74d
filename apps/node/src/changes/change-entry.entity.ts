import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Circle } from '../college/circle.js';
import type { PublicKind } from '../college/public-kind.js';

/**
 * The latest change of one thing that people of one circle could notice; of what a circle never saw it has no entry.
 * Triggers of the database write it, in the transaction of the change. It stays when the thing is gone.
 */
@Entity('change_entry')
@Index('change_entry_in_order', ['circle', 'position'], { unique: true })
@Check('change_entry_kind_known', `kind IN ('EVENT', 'PRACTICE', 'OFFER')`)
@Check('change_entry_circle_known', `circle IN ('WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF')`)
export class ChangeEntryEntity {
  @PrimaryColumn('uuid', { name: 'object_id', primaryKeyConstraintName: 'change_entry_pkey' })
  objectId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'change_entry_pkey' })
  circle!: Circle;

  @Column('text')
  kind!: PublicKind;

  @Column('bigint')
  position!: string;

  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3 })
  changedAt!: Date;
}
