/** What Nest injects the registry's configuration by. */
export const REGISTRY_CONFIG = Symbol('RegistryConfig');

/** What Nest injects the registry's private keys by. */
export const REGISTRY_KEYS = Symbol('RegistryKeys');
