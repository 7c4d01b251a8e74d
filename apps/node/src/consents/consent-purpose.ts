/** What a consent is to. Each is asked for by itself, and each is off until it is given. */
export const ConsentPurpose = {
  NAME_TO_PARTNERS: 'NAME_TO_PARTNERS',
  CONTACTS_TO_HOST: 'CONTACTS_TO_HOST',
  PHOTO_PUBLICATION: 'PHOTO_PUBLICATION',
  CREDENTIAL_ISSUE: 'CREDENTIAL_ISSUE',
} as const;
export type ConsentPurpose = keyof typeof ConsentPurpose;

/** Whose word it is. */
export type ConsentGiver = 'VOLUNTEER' | 'GUARDIAN';
