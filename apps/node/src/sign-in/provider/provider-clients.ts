import type { ClientMetadata } from 'oidc-provider';
import type { PartnerClientEntity } from '../partners/partner-client.entity.js';

/** The network's page, the same at every college: it runs in a browser and can keep no secret. */
export const PAGE_CLIENT = 'dobroset-page';

/** @param origins that serve the page */
export function pageClient(origins: readonly string[]): ClientMetadata {
  const addresses = origins.map((origin) => `${origin}/`);
  return {
    client_id: PAGE_CLIENT,
    client_name: 'Dobroset',
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: addresses,
    post_logout_redirect_uris: addresses,
  };
}

/** A partner's system, as the provider knows clients; its secret stands there as a hash. */
export function partnerMetadata({ id, name, scopes, secretHash }: PartnerClientEntity): ClientMetadata {
  return {
    client_id: id,
    client_name: name,
    client_secret: secretHash,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    scope: scopes.join(' '),
  };
}
