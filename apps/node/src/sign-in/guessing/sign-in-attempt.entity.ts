import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often somebody tried lately, in the form that rate-limiter-flexible keeps. */
@Entity('sign_in_attempt')
export class SignInAttemptEntity {
  /** Of a login a hash alone: a list of who signs in is personal. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sign_in_attempt_pkey' })
  key!: string;

  @Column('integer', { default: 0 })
  points!: number;

  /** Milliseconds since 1970. */
  @Column('bigint', { nullable: true })
  expire!: string | null;
}
