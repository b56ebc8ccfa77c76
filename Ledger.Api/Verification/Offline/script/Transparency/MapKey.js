import { Bytes } from '../Encoding/Bytes.js';
import { Sm3 } from '../Hashing/Sm3.js';

/** What a key of the status map is about, by the numbers of MapNamespace in Ledger.Crypto. */
export const MapNamespace = { licence: 1, seal: 9 };

/** Keys of the status map: pseudonyms that only somebody who holds the random handle can compute. */
export class MapKey {
  /** The key `SM3("<origin>/v1 map-key\n" ‖ u8 namespace ‖ handle)`. */
  static of(origin, namespace, handle) {
    return Sm3.hash(Bytes.concat(Bytes.ofText(`${origin}/v1 map-key\n`), Uint8Array.of(namespace), handle));
  }
}
