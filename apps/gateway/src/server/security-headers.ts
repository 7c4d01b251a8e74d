import helmet from 'helmet';

/** Nothing but our own files, no frames, no inline script: what the page shows comes from many colleges. */
const OWN_FILES_ALONE = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
};

/** A middleware: what browsers are told on every answer, of the page and of the graph. */
export const securityHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: OWN_FILES_ALONE },
  strictTransportSecurity: { includeSubDomains: false }, // a college's other hosts are its own affair
  referrerPolicy: { policy: 'same-origin' },
  xFrameOptions: { action: 'deny' },
});
