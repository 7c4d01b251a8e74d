import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { QuestionEntity } from './question.entity.js';

/** One person would have a question answered, too. */
@Entity('question_vote')
export class QuestionVoteEntity {
  @PrimaryColumn('uuid', { name: 'question_id', primaryKeyConstraintName: 'question_vote_pkey' })
  questionId!: string;

  /** Global id of the person. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'question_vote_pkey' })
  voter!: string;

  @ManyToOne(() => QuestionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'question_id', foreignKeyConstraintName: 'question_vote_question_exists' })
  question?: Relation<QuestionEntity>;
}
