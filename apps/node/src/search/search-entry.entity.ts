import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Circle } from '../college/circle.js';
import type { PublicKind } from '../college/public-kind.js';

/** What the search knows of one event, practice or offer. Triggers of the database write it, in the transaction of the change. */
@Entity('search_entry')
@Index('search_entry_by_words', ['words'], { type: 'gin' })
@Index('search_entry_words_of_practices', ['words'], { type: 'gin', where: `kind = 'PRACTICE'` })
@Index('search_entry_words_of_offers', ['words'], { type: 'gin', where: `kind = 'OFFER'` })
@Check('search_entry_kind_known', `kind IN ('EVENT', 'PRACTICE', 'OFFER')`)
@Check('search_entry_circle_known', `circle IN ('WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF', 'NOBODY')`)
export class SearchEntryEntity {
  /** The same as the event's, practice's or offer's own. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'search_entry_pkey' })
  id!: string;

  @Column('text')
  kind!: PublicKind;

  /** The widest circle whose search finds it; what is found by its list's filter alone is for NOBODY. */
  @Column('text')
  circle!: Circle | 'NOBODY';

  /** Its words, stemmed and as they stand; those of the title weigh most. */
  @Column('tsvector', { select: false })
  words!: string;
}
