import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const ENCODINGS = ['br', 'gzip'] as const;
type Encoding = (typeof ENCODINGS)[number];

/** Less is one packet either way. */
const SHORTEST = 1_024;

/** The best that brotli can takes seconds for each megabyte. */
const LARGE = 2 ** 20;
const QUALITY = { best: constants.BROTLI_MAX_QUALITY, ofLarge: 5 };

/** Of the rest, fonts and pictures, nothing is gained. */
const COMPRESSIBLE = /^\.?(html|css|js|svg|json|txt)$/;

/** A file that everybody is given alike: kept in memory, compressed once for all who ask, and not sent to who has it. */
export class PackedFile {
  private readonly tag: string;
  private readonly packed = new Map<Encoding, Promise<Buffer>>();

  /** @param type an ending of files, `.html`, `css` */
  constructor(
    private readonly content: Buffer,
    private readonly type: string,
    private readonly cacheControl: string,
  ) {
    this.tag = `W/"${createHash('sha256').update(content).digest('base64url')}"`; // weak, for it is the same in every encoding
  }

  async send(request: Request, response: Response): Promise<void> {
    response.set({ etag: this.tag, 'cache-control': this.cacheControl }).type(this.type).vary('accept-encoding');
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    const encoding = this.encodingFor(request);
    const bytes = encoding === null ? this.content : await this.packedBy(encoding);
    if (encoding !== null) response.set('content-encoding', encoding);
    response.set('content-length', String(bytes.length)).end(bytes);
  }

  private encodingFor(request: Request): Encoding | null {
    if (this.content.length < SHORTEST || !COMPRESSIBLE.test(this.type)) return null;
    // The first of ours: browsers name gzip first and like them all alike.
    return ENCODINGS.find((encoding) => request.acceptsEncodings(encoding) !== false) ?? null;
  }

  private packedBy(encoding: Encoding): Promise<Buffer> {
    const known = this.packed.get(encoding);
    if (known) return known;
    const packed = encoding === 'br' ? brotli(this.content) : promisify(gzip)(this.content);
    this.packed.set(encoding, packed);
    return packed;
  }
}

function brotli(content: Buffer): Promise<Buffer> {
  const quality = content.length < LARGE ? QUALITY.best : QUALITY.ofLarge;
  return promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
}
