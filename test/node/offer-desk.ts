import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { MessageContent, MessageKind } from '#node/messages/message-kinds.js';
import type { OfferEntity } from '#node/offers/offer.entity.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { anOffer } from '#support/factories/offer.factory.js';
import { BootedNode } from './booted-node.js';

interface Deed {
  readonly id: string;
  readonly status: string;
  readonly reason?: string | null;
  readonly title?: string;
  readonly details?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

const AGREEMENT = 'id status reason note proposedHere partnerOfferId offer { id }';

/** What an asked college answers a proposal that it takes. */
export const YES = { accepted: true, reason: null };

/** What the proposer says to a yes: it keeps its word, or cannot any more. */
export const KEPT = { agreed: true, reason: null };
export const TOO_LATE = { agreed: false, reason: 'OFFER_CLOSED' };

/** The id of an offer of the partner, of which this college has no row. */
export const anOfferOfBat = () => globalId('bat', uuid());

/** What the staff of chhtt do about offers, what bat says to it, and what became of both. */
export class OfferDesk {
  private constructor(readonly node: BootedNode) {}

  /** At a node of its own. */
  static async open(): Promise<OfferDesk> {
    return new OfferDesk(await BootedNode.start());
  }

  /** A mutation whose field is called `deed`. */
  async deed(text: string, as: Actor = aCurator('chhtt'), variables = {}) {
    const { data, errors } = await this.node.ask<{ deed: Deed | null } | null>(text, { as, variables });
    return { done: data?.deed ?? null, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message ?? '' };
  }

  async saved(overrides: Partial<OfferEntity> = {}): Promise<OfferEntity> {
    const offer = anOffer(overrides);
    await this.node.rows.manager.save(offer);
    return offer;
  }

  closeOffer({ id }: { readonly id: string }, status = 'CLOSED', as?: Actor) {
    return this.deed(`mutation { deed: closeOffer(id: "${globalId('chhtt', id)}", status: ${status}) { id status } }`, as);
  }

  propose(offer: { readonly id: string }, partnerOfferId: string, as?: Actor, note: string | null = null) {
    return this.deed(`mutation ($input: AgreementInput!) { deed: proposeAgreement(input: $input) { ${AGREEMENT} } }`, as, {
      input: { offerId: globalId('chhtt', offer.id), partnerOfferId, note },
    });
  }

  answer(verb: 'accept' | 'decline' | 'withdraw', id: string | undefined, as?: Actor) {
    return this.deed(`mutation { deed: ${verb}Agreement(id: "${id ?? ''}"${verb === 'decline' ? ', reason: "Не в этот раз"' : ''}) { ${AGREEMENT} } }`, as);
  }

  hear<Kind extends MessageKind>(kind: Kind, thread: string, content: MessageContent<Kind>, from = 'bat') {
    return this.node.receive({ from, thread, kind, content });
  }

  /** A proposal of bat that has come about this offer. */
  async incoming(offer: { readonly id: string }) {
    const thread = anOfferOfBat();
    await this.hear('AGREEMENT_PROPOSED', thread, proposalOf(offer));
    return { thread, id: (await this.ofThread(thread))?.id };
  }

  /** A proposal to bat about this offer. */
  async outgoing(offer: { readonly id: string }) {
    const { done } = await this.propose(offer, anOfferOfBat());
    return { thread: await this.threadOf(done?.id), id: done?.id };
  }

  /** A proposal of bat that was accepted here, and that both keep. */
  async agreed(offer: { readonly id: string }) {
    const proposal = await this.incoming(offer);
    await this.answer('accept', proposal.id);
    await this.hear('AGREEMENT_SETTLED', proposal.thread, KEPT);
    return proposal;
  }

  async statusOf({ id }: { readonly id: string }) {
    return (await this.node.rows.query('SELECT status FROM offer WHERE id = $1', [id]))[0]?.status as string;
  }

  /** Every message of a thread that the node sent, in order. */
  told(thread: string): Promise<{ kind: MessageKind; content: object }[]> {
    return this.node.rows.query('SELECT kind, content FROM outbox_message WHERE thread = $1 ORDER BY sequence', [thread]);
  }

  async threadOf(id: string | undefined) {
    const [row] = await this.node.rows.query('SELECT thread FROM agreement WHERE id = $1', [id?.split(':')[1]]);
    return row?.thread as string;
  }

  async ofThread(thread: string): Promise<{ id: string; status: string; reason: string | null } | undefined> {
    return (await this.node.rows.query(`SELECT 'chhtt:' || id AS id, status, reason FROM agreement WHERE thread = $1`, [thread]))[0];
  }

  close(): Promise<void> {
    return this.node.stop();
  }
}

/** What bat says when it wants what this offer offers. */
export function proposalOf(offer: { readonly id: string }, overrides: Partial<MessageContent<'AGREEMENT_PROPOSED'>> = {}): MessageContent<'AGREEMENT_PROPOSED'> {
  return { offerId: anOfferOfBat(), direction: 'WANTED', partnerOfferId: globalId('chhtt', offer.id), note: null, ...overrides };
}
