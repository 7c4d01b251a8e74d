import { open } from 'node:fs/promises';
import { ExitCode } from '../exit-code.js';
import { ImportFailure } from '../import-failure.js';
import type { FileWords } from '../words/words.js';

/** A list of people or events that is longer than this is something else. */
const MOST_MEGABYTES = 64;

/** What Excel's own files begin with, instead of text: a ZIP archive, or an OLE document. */
const WORKBOOKS = [Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])];

/**
 * Reads a file that should be a CSV.
 * @throws ImportFailure when there is none, or when it is plainly something else
 */
export async function readBytes(path: string, words: FileWords): Promise<Buffer> {
  const bytes = await contents(path, words);
  if (bytes.length === 0) throw new ImportFailure(words.empty(path), ExitCode.BAD_FILE);
  if (WORKBOOKS.some((start) => bytes.subarray(0, start.length).equals(start))) throw new ImportFailure(words.workbook(path), ExitCode.BAD_FILE);
  return bytes;
}

async function contents(path: string, words: FileWords): Promise<Buffer> {
  const file = await open(path).catch((error: unknown) => {
    throw unreadable(path, error, words);
  });
  try {
    const { size } = await file.stat();
    if (size > MOST_MEGABYTES * 1_024 * 1_024) throw new ImportFailure(words.tooLarge(path, MOST_MEGABYTES), ExitCode.BAD_FILE);
    return await file.readFile();
  } catch (error) {
    throw error instanceof ImportFailure ? error : unreadable(path, error, words);
  } finally {
    await file.close();
  }
}

function unreadable(path: string, error: unknown, words: FileWords): ImportFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const sentence = code === 'ENOENT' ? words.missing(path) : code === 'EISDIR' ? words.folder(path) : words.unreadable(path, code);
  return new ImportFailure(sentence, ExitCode.USAGE);
}
