import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { nativeSdl } from './native-sdl.js';

/**
 * Composes the native alternative.
 * @param colleges their codes, with the address of each one's node
 * @throws Error naming every composition error
 */
export function composeNative(colleges: ReadonlyMap<string, string>): string {
  const codes = [...colleges.keys()];
  const { supergraphSdl, errors } = composeServices(
    [...colleges].map(([code, url]) => ({ name: code, url, typeDefs: parse(nativeSdl(code, codes)) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
