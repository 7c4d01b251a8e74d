/** Where two colleges stand with each other about two offers; the contract's enum is made from it. */
export const AgreementStatus = {
  PROPOSED: 'PROPOSED',
  ACCEPTED: 'ACCEPTED',
  AGREED: 'AGREED',
  DECLINED: 'DECLINED',
  WITHDRAWN: 'WITHDRAWN',
  LAPSED: 'LAPSED',
} as const;
export type AgreementStatus = keyof typeof AgreementStatus;

/** Whether this college keeps its offer for the partner. */
export function isPromised({ status }: { readonly status: AgreementStatus }): boolean {
  return status === 'ACCEPTED' || status === 'AGREED';
}
