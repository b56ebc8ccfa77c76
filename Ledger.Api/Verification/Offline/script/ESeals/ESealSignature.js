import { DerReader } from '../Certificates/DerReader.js';
import { DerTag } from '../Certificates/DerTag.js';
import { refuse } from '../Encoding/FormatError.js';
import { ESeal } from './ESeal.js';
import { ESealExtensions } from './ESealExtensions.js';
import { SealedValue } from './SealedValue.js';

const maxLength = 1024 * 1024 + 64 * 1024;

/** A seal applied to a document (SES_Signature, GB/T 38540-2020). */
export class ESealSignature {
  // SES_Signature ::= SEQUENCE { toSign, cert, signatureAlgID, signature, timeStamp [0] EXPLICIT BIT STRING OPTIONAL }
  constructor(reader) {
    const fields = reader.readSequence();
    const signed = fields.peekEncodedValue();

    // TBS_Sign ::= SEQUENCE { version, eseal, timeInfo, dataHash, propertyInfo, extDatas [0] EXPLICIT OPTIONAL }
    const toSign = fields.readSequence();
    this.version = toSign.readNumber();
    this.seal = new ESeal(toSign);
    this.time = toSign.readTime();
    const hash = toSign.readBytesOfBitString();
    this.documentHash = hash.length === 32 ? hash : refuse("A sealed document's hash is not SM3.");
    toSign.readText(DerTag.ia5String); // what was sealed
    ESealExtensions.skip(toSign);
    toSign.throwIfNotEmpty();

    this.value = new SealedValue(signed, fields);

    /** Time stamp on the signature, as it came; undefined where there is none. */
    this.timeStamp = ESealSignature.#timeStamp(fields);
    fields.throwIfNotEmpty();
  }

  /** Reads a signature. Nothing in it is verified yet. */
  static parse(der) {
    return DerReader.read(der, maxLength, "A seal's signature", (reader) => new ESealSignature(reader));
  }

  /** The certificate of the key that applied the seal. */
  get signer() {
    return this.value.signer;
  }

  static #timeStamp(fields) {
    if (!fields.hasTag(0)) {
      return undefined;
    }

    const explicitTag = fields.readSequence(DerTag.context(0));
    const stamp = explicitTag.readBytesOfBitString();
    explicitTag.throwIfNotEmpty();
    return stamp;
  }
}
