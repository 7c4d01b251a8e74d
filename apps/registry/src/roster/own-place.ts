import { type PrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import type { RegistryEntry } from '#roster/roster.js';
import type { RegistryConfig } from '../registry.config.js';

/** What the roster says of the registry itself: where it answers, and with which keys. */
export function ownPlace({ publicUrl }: RegistryConfig, keys: PrivateKeys): RegistryEntry {
  const { signing, encryption } = publicKeysOf(keys);
  return { endpoint: `${publicUrl}graphql`, keys: [signing, encryption] };
}
