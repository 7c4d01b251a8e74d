import type { ServerResponse } from 'node:http';

/**
 * No script at all, no frame, nothing from elsewhere. A browser holds a form to these even where the answer sends it on,
 * so the network's pages stand among its targets. The referrer is for ourselves alone: without any, a browser would hide
 * the origin of our own form.
 */
export function pageHeaders(response: ServerResponse, pageOrigins: readonly string[]): void {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    ["form-action 'self'", ...pageOrigins].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  response.setHeader('content-security-policy', policy.join('; '));
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'no-store');
}
