import type { Caller } from '#gateway/college/nodes.js';
import { generatePrivateKeys, publicKeysOf } from '#identity/private-keys.js';

const keys = await generatePrivateKeys();

/** Who calls fake nodes, none of which looks. */
export const aCaller: Caller = { id: 'gateway', key: keys.signing };

/** What is sealed to fake nodes is sealed to this. */
export const aRecipient = publicKeysOf(keys).encryption;
