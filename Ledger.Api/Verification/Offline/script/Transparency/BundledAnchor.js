import { Bytes } from '../Encoding/Bytes.js';
import { CanonicalBase64 } from '../Encoding/CanonicalBase64.js';
import { refuse } from '../Encoding/FormatError.js';

const maxPath = 64;
const prefixed = (length) => (text) => (text.startsWith('0x') ? Bytes.fromHex(text.slice(2), length)
  : refuse(`Write ${length} bytes as 0x and ${2 * length} lower-case hexadecimal digits.`));

/** Where a checkpoint of the log, this one or an earlier, is anchored on a chain. Nothing here is verified by reading it. */
export class BundledAnchor {
  constructor(members) {
    const digest = (name) => members.text(name, (text) => Bytes.fromHex(text, 32));
    members.number('chainId');
    members.text('contract', prefixed(20));
    this.size = BigInt(members.number('size'));
    this.sha256Root = digest('shaRoot');
    this.sm3Root = digest('sm3Root');
    this.mapRoot = digest('mapRoot');
    this.noteHash = digest('noteHash');
    this.time = members.number('time');
    members.text('transaction', prefixed(32));
    members.number('block');
    this.consistency = members.texts('consistency', maxPath, CanonicalBase64.digest);
    members.refuseOthers();
  }
}
