import { RevocationList } from '../Certificates/RevocationList.js';
import { Bytes } from '../Encoding/Bytes.js';
import { CanonicalJson } from '../Encoding/CanonicalJson.js';
import { refuse } from '../Encoding/FormatError.js';
import { StrictJson } from '../Encoding/StrictJson.js';
import { StrictJsonMembers } from '../Encoding/StrictJsonMembers.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { Forms } from './Forms.js';
import { TrustPolicy } from './TrustPolicy.js';

const kind = 'trust-bundle/v1';
const maximumBytes = 16 << 20;
const maximumLists = 64;
const maximumListBytes = 8 << 20;
const maximumIssuers = 4_096;

/** All that a verifier trusts, as one file in canonical JSON, with a digest that two offices can compare by telephone. */
export class TrustBundle {
  constructor(policy, digest) {
    Object.assign(this, { policy, digest });
  }

  /** Reads a bundle in its one form, by promise. */
  static async parse(bytes) {
    const value = StrictJson.parseObject(bytes, maximumBytes);
    if (!Bytes.equal(CanonicalJson.write(value), bytes)) {
      refuse('A trust bundle is in canonical form.');
    }

    const members = new StrictJsonMembers(value);
    members.text('kind', Forms.only(kind));
    const policy = await TrustPolicy.read(members.part('policy'));
    if (members.has('revocationLists')) {
      policy.revocationLists = members.texts('revocationLists', maximumLists, (text) => RevocationList.parse(Forms.base64(maximumListBytes)(text)));
    }

    if (members.has('issuers')) {
      members.texts('issuers', maximumIssuers, Forms.certificate); // for presentations, which this page does not judge
    }

    members.refuseOthers();
    return new TrustBundle(policy, Bytes.toHex(Sm3.hash(bytes)));
  }

  /** The digest in groups of four characters, to be read aloud. */
  get spokenDigest() {
    return this.digest.match(/.{4}/g).join(' ');
  }
}
