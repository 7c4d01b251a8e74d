/** Whether a text is a compact JWS (RFC 7515 §7.1), letter by letter as its signer wrote it. */
export function isCompactJws(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 3 && parts.every(isCanonical);
}

/**
 * Base64url has several texts for some bytes, and only one of them is what was signed and given away. Decoders pass over
 * white space, too, which what is sent on in a header must not hold.
 */
function isCanonical(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}
