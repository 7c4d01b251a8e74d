import { decodeJwt } from 'jose';
import { z } from 'zod';

const moment = z.iso.datetime().transform((text) => new Date(text));

const shape = z.looseObject({
  validFrom: moment,
  credentialSubject: z.looseObject({
    activityStartDate: moment,
    activityEndDate: moment,
    achievement: z.looseObject({ name: z.string() }),
  }),
});

/** What the paper tells of an event in the words that its host signed, whatever the event is called since. */
export interface SignedWords {
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly signedAt: Date;
}

/** @param credential was verified before it was stored */
export function signedWords(credential: string): SignedWords {
  const { validFrom, credentialSubject: subject } = shape.parse(decodeJwt(credential));
  return { title: subject.achievement.name, startsAt: subject.activityStartDate, endsAt: subject.activityEndDate, signedAt: validFrom };
}
