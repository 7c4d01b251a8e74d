import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The college that this database belongs to; there is one row. */
@Entity('college')
@Unique('college_only_one', ['onlyOne'])
@Check('college_only_row', 'only_one')
@Check('college_code_form', `code ~ '^[a-z0-9]{2,16}$'`)
export class CollegeEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'college_pkey' })
  code!: string;

  @Column('text', { nullable: true })
  about!: string | null;

  @Column('text', { nullable: true })
  site!: string | null;

  /** IANA name; whole months of the figures are counted in it. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** Always true: what keeps a second row out. */
  @Column('boolean', { name: 'only_one', default: true })
  onlyOne!: boolean;
}
