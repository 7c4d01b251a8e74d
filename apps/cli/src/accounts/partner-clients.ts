import { v7 as uuid } from 'uuid';
import type { Scope } from '#identity/actor.js';
import { PartnerClientEntity } from '#node/sign-in/partners/partner-client.entity.js';
import { generateSecret, hashSecret } from '#node/sign-in/partners/partner-secret.js';
import { PartnersRepository } from '#node/sign-in/partners/partners.repository.js';
import { AccountRefusal, type AccountWork } from './account-command.js';
import { shownName } from './shown-name.js';

/** Lets a partner's system ask for tokens. */
export async function addPartner({ dataSource, college, words, say }: AccountWork, typed: string, scopes: readonly Scope[]): Promise<void> {
  const name = shownName(typed, words);
  const partners = new PartnersRepository(dataSource);
  if (await partners.hasName(name)) throw new AccountRefusal(words.nameTaken(name));
  const secret = generateSecret();
  const client = { id: uuid(), name, scopes: [...scopes], secretHash: hashSecret(secret), createdAt: new Date(), disabledAt: null };
  await partners.add(Object.assign(new PartnerClientEntity(), client));
  say(words.partnerAdded(name, college));
  say(words.secret(client.id, secret));
}

export async function disablePartner({ dataSource, words, say }: AccountWork, name: string): Promise<void> {
  if (!(await new PartnersRepository(dataSource).disable(name))) throw new AccountRefusal(words.unknownPartner(name));
  say(words.partnerDisabled(name));
}
