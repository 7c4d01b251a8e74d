import { v7 as uuid } from 'uuid';
import { AdoptionEntity } from '#node/practices/adoption.entity.js';
import { PracticeEntity } from '#node/practices/practice.entity.js';

/** A practice that is shown, published now by nobody in particular. */
export function aPractice(overrides: Partial<PracticeEntity> = {}): PracticeEntity {
  const { publishedAt = new Date() } = overrides;
  return Object.assign(new PracticeEntity(), {
    id: uuid(),
    title: 'Наставник для каждого',
    summary: 'Как мы находим наставников',
    body: '# Как\n\nПросим выпускников.',
    tags: [],
    materials: [],
    authorId: null,
    publishedAt,
    changedAt: publishedAt,
    withdrawnAt: null,
    ...overrides,
  });
}

/** That a college took it over. */
export function anAdoption(practice: { readonly id: string }, collegeCode: string, overrides: Partial<AdoptionEntity> = {}): AdoptionEntity {
  return Object.assign(new AdoptionEntity(), {
    practiceId: practice.id,
    collegeCode,
    outcome: null,
    adoptedAt: new Date(),
    adoptedBy: `${collegeCode}:${uuid()}`,
    ...overrides,
  });
}
