import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Gateway } from '#roster/roster.js';

/** A gateway that nodes answer. */
@Entity('gateway')
@Check('gateway_id_form', `id ~ '^[a-z0-9]{2,16}$' AND id <> 'registry'`)
export class GatewayEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'gateway_pkey' })
  id!: string;

  @Column('jsonb')
  keys!: Gateway['keys'];

  /** Where it answers people and passes messages on. */
  @Column('text', { nullable: true })
  url!: string | null;
}
