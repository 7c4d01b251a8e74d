import type { QueryDeepPartialEntity } from 'typeorm';
import type { AccountEntity } from '#node/sign-in/accounts/account.entity.js';
import { hashPassword } from '#node/sign-in/accounts/passwords.js';
import type { PartnerClientEntity } from '#node/sign-in/partners/partner-client.entity.js';
import { hashSecret } from '#node/sign-in/partners/partner-secret.js';
import { DEMO_PASSWORD, demoAccounts, demoPartner } from './demo-accounts.js';
import { demoId } from './demo-id.js';

/** The accounts of a college's people. One hash serves them all: the password is no secret, and a hash is slow on purpose. */
export async function accountRows(college: string): Promise<QueryDeepPartialEntity<AccountEntity>[]> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return demoAccounts(college).map(({ login, role, holder }, index) => {
    const whose = role === 'VOLUNTEER' ? { volunteerId: holder } : { personId: holder };
    return { id: demoId('account', college, index), login, passwordHash, ...whose };
  });
}

export function partnerRow(college: string): QueryDeepPartialEntity<PartnerClientEntity> {
  return { id: demoPartner(college), name: 'Демонстрация', scopes: ['events:read'], secretHash: hashSecret(DEMO_PASSWORD) };
}
