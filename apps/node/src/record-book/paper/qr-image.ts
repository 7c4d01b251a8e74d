import { crc32, deflateSync } from 'node:zlib';
import { create } from 'qrcode';

/** At the lowest level of correction, the longest text that a QR code holds (ISO/IEC 18004, version 40). */
const LONGEST = 2_953;

/** A QR code as a picture, one dot to a module, without the quiet zone around it. */
export interface QrImage {
  readonly png: Buffer;
  /** Modules on each side. */
  readonly size: number;
}

/**
 * Null for a text that no QR code holds. The level of correction is the lowest: paper that is handed in is not smeared, and
 * larger modules are worth more to a telephone. The mask is always the same, for the text is compressed and so as good as
 * random: choosing the best of eight takes five times as long and changes nothing.
 */
export function qrImage(text: string): QrImage | null {
  if (Buffer.byteLength(text) > LONGEST) return null;
  const { modules } = create([{ data: Buffer.from(text), mode: 'byte' }], { errorCorrectionLevel: 'L', maskPattern: 3 });
  return { png: blackAndWhite(modules.size, (row, column) => modules.get(row, column) === 1), size: modules.size };
}

/** A PNG (ISO/IEC 15948) of one bit to a dot. */
function blackAndWhite(size: number, isBlack: (row: number, column: number) => boolean): Buffer {
  const rowBytes = 1 + Math.ceil(size / 8);
  const rows = Buffer.alloc(rowBytes * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const at = row * rowBytes + 1 + (column >> 3);
      if (!isBlack(row, column)) rows.writeUInt8(rows.readUInt8(at) | (0x80 >> (column & 7)), at);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.writeUInt8(1, 8);
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
