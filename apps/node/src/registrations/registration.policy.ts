import type { Actor } from '#identity/actor.js';
import { isPerson, isStaffOf } from '../college/standing.js';

/** Whose registrations an actor may see: everybody's, one volunteer's (by global id), or nobody's. */
export type RegistrationScope = { readonly all: true } | { readonly all: false; readonly volunteerId: string | null };

export const registrationPolicy = {
  scope: (host: string, actor: Actor | null): RegistrationScope => {
    if (isStaffOf(host, actor)) return { all: true };
    return { all: false, volunteerId: isPerson(actor) ? actor.id : null };
  },

  see: (scope: RegistrationScope, registration: { readonly volunteerId: string }): boolean =>
    scope.all || scope.volunteerId === registration.volunteerId,
};
