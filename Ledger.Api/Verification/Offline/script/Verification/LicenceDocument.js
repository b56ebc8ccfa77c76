import { Bytes } from '../Encoding/Bytes.js';
import { CanonicalJson } from '../Encoding/CanonicalJson.js';
import { refuse } from '../Encoding/FormatError.js';
import { StrictJson } from '../Encoding/StrictJson.js';
import { StrictJsonMembers } from '../Encoding/StrictJsonMembers.js';
import { FieldProof } from '../Merkle/FieldProof.js';
import { sm3Tree } from '../Merkle/MerkleHasher.js';
import { Forms } from './Forms.js';
import { LicenceStatement } from './LicenceStatement.js';

const kind = 'licence/v1';
const partKind = 'licence-part/v1';
const maximumBytes = 1 << 20;
const maximumFields = 200;
const maximumValueLength = 4_000;
const maximumCertificates = 8;
const maximumSealBytes = 256 << 10;

/** A licence as a file: the signed statement, all its fields, the department's two signatures, and the certificates to check them. */
export class LicenceDocument {
  constructor(value) {
    const members = new StrictJsonMembers(value);
    const isPart = members.text('kind', (text) => (text === partKind || Forms.only(kind)(text) !== kind));
    this.statement = new LicenceStatement(members.part('statement'), value.get('statement'));
    this.fields = members.parts('fields', maximumFields).map(LicenceDocument.#field);
    this.seal = members.text('seal', Forms.base64(maximumSealBytes));
    this.signature = members.text('signature', Forms.base64(64));
    this.certificates = members.texts('certificates', maximumCertificates, Forms.certificate);

    /** Which fields these are, where the document has some of the licence's only, and the hashes of the others; undefined where it has all. */
    this.part = isPart
      ? { places: members.texts('places', maximumFields, Forms.place), hidden: members.texts('hidden', maximumFields, Forms.digest) }
      : undefined;
    members.refuseOthers();

    // Of two fields with one name a reader would see one, and another reader the other.
    if (new Set(this.fields.map((field) => field.name)).size !== this.fields.length) {
      refuse('A licence has two fields of one name.');
    }
  }

  /** Reads a file in its one form. */
  static parse(bytes) {
    const value = StrictJson.parseObject(bytes, maximumBytes);
    return Bytes.equal(CanonicalJson.write(value), bytes) ? new LicenceDocument(value) : refuse('A licence document is in canonical form.');
  }

  /** The value of a field, or undefined. */
  valueOf(name) {
    return this.fields.find((field) => field.name === name)?.value;
  }

  /** The certificate that the statement names for `signature`, or undefined where it did not come along. */
  get signingCertificate() {
    return this.certificates.find((certificate) => Bytes.equal(certificate.thumbprint, this.statement.signingKey));
  }

  /** Root of the tree over the fields, in printed order, by promise: leaves are of the canonical JSON of name, salt and value. Undefined
   * where they are not as many as the statement says, or what stands for the others has not the shape of a proof. */
  async fieldsRoot() {
    const leaves = [];
    for (const { name, value, salt } of this.fields) {
      leaves.push(await sm3Tree.leaf(CanonicalJson.write(new Map([['name', name], ['salt', salt], ['value', value]]))));
    }

    if (this.part !== undefined) {
      return FieldProof.root(this.statement.fieldCount, this.part.places, leaves, this.part.hidden);
    }

    return leaves.length === this.statement.fieldCount ? sm3Tree.root(leaves) : undefined;
  }

  static #field(members) {
    const field = {
      name: members.text('name', Forms.named),
      value: members.text('value', Forms.upTo(maximumValueLength)),
      salt: members.text('salt', Forms.hex16),
    };
    members.refuseOthers();
    return field;
  }
}
