import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Material } from '../events/event-vocabulary.js';
import { PersonEntity } from '../people/person.entity.js';

/** What this college does well, written down for the others to take over. */
@Entity('practice')
@Index('practice_by_publication', ['publishedAt', 'id'], { where: 'withdrawn_at IS NULL' })
// Of what is worked out, which TypeORM cannot say: the migration does.
@Index('practice_by_tag', { synchronize: false })
export class PracticeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'practice_pkey' })
  id!: string;

  @Column('text')
  title!: string;

  @Column('text')
  summary!: string;

  /** Markdown, as it was written. */
  @Column('text')
  body!: string;

  @Column('text', { array: true, default: () => "'{}'" })
  tags!: string[];

  @Column('jsonb', { default: () => "'[]'" })
  materials!: Material[];

  /** Whoever published it; null once they are no longer on the staff. */
  @Column('uuid', { name: 'author_id', nullable: true })
  authorId!: string | null;

  @ManyToOne(() => PersonEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'practice_author_exists' })
  author?: Relation<PersonEntity> | null;

  @Column({ type: 'timestamptz', name: 'published_at', precision: 3 })
  publishedAt!: Date;

  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3 })
  changedAt!: Date;

  /** Since when the college shows it no more. */
  @Column({ type: 'timestamptz', name: 'withdrawn_at', precision: 3, nullable: true })
  withdrawnAt!: Date | null;
}
