import { CertificateChain, ChainFault } from '../Certificates/CertificateChain.js';
import { DerReader } from '../Certificates/DerReader.js';
import { DerTag } from '../Certificates/DerTag.js';
import { KeyIdentifiers } from '../Certificates/KeyIdentifiers.js';
import { Oids } from '../Certificates/Oids.js';
import { SignedData } from '../Certificates/SignedData.js';
import { SignedDataSuite } from '../Certificates/SignedDataSuite.js';
import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';

const maxLength = 32 * 1024;
const maxInfoLength = 4 * 1024;
const version1 = 1;
const contextNumber = (number) => new DerTag(2, number, false);
const isNext = (reader, tag) => reader.hasData && reader.peekTag().isLike(tag);

/** Why a time stamp does not verify, by the names of TimeStampFault in Ledger.Crypto. */
export const TimeStampFault = {
  none: 'None', imprint: 'Imprint', signature: 'Signature', noAuthority: 'NoAuthority', authorityUnknown: 'AuthorityUnknown', chain: 'Chain',
};

/** A time-stamp token (RFC 3161, 2.4.2; with SM2 as GM/T 0033 has it). Nothing in it is believed before `verify`. */
export class TimeStampToken {
  #signed;
  #algorithm;
  #hash;

  /** Reads a token; one with extensions or unsigned attributes is refused. */
  constructor(der) {
    if (der.length > maxLength) {
      refuse('A time-stamp token is too long.');
    }

    this.#signed = SignedData.parseTimeStamp(der);
    DerReader.read(this.#signed.content, maxInfoLength, "A time stamp's information", (reader) => this.#readInfo(reader.readSequence()));
    if (this.#signed.timeStamp !== undefined || this.#signed.hasOtherUnsignedAttributes) {
      refuse('A time-stamp token with unsigned attributes is not read.');
    }
  }

  get signer() { return this.#signed.signer; }

  get certificates() { return this.#signed.certificates; }

  /** Whether a trusted authority stamped these data, by promise.
   * @returns {Promise<{fault: string, path: object[], isTrusted: boolean}>} */
  async verify(data, roots) {
    const report = (fault, path = []) => ({ fault, path, isTrusted: fault === TimeStampFault.none });
    const isKnown = (this.#algorithm === Oids.sha256 || this.#algorithm === Oids.sm3) && this.#hash.length === 32;
    if (!isKnown || !Bytes.equal(await SignedDataSuite.hash(this.#algorithm, data), this.#hash)) {
      return report(TimeStampFault.imprint);
    }

    if (await this.#signed.faultOf(this.#signed.content) !== undefined) {
      return report(TimeStampFault.signature);
    }

    if (!this.signer.mayTimeStamp) {
      return report(TimeStampFault.noAuthority);
    }

    const chain = await CertificateChain.check(this.signer, this.certificates, roots, this.time);
    const fault = { [ChainFault.none]: TimeStampFault.none, [ChainFault.issuerUnknown]: TimeStampFault.authorityUnknown }[chain.fault];
    return report(fault ?? TimeStampFault.chain, chain.path);
  }

  // TSTInfo: version, policy, messageImprint, serialNumber, genTime, accuracy, ordering, nonce, tsa [0], extensions [1]
  #readInfo(info) {
    if (info.readNumber() !== version1) {
      refuse('A time stamp of another version is not read.');
    }

    info.readObjectIdentifier();
    const imprint = info.readSequence();
    this.#algorithm = KeyIdentifiers.readDigestAlgorithm(imprint, true);
    this.#hash = imprint.readOctetString();
    imprint.throwIfNotEmpty();
    const serial = info.readIntegerBytes();

    /** When it was made, milliseconds since 1970. */
    this.time = info.readFractionalTime();
    TimeStampToken.#readAccuracy(info);
    info.readFlag();
    const nonce = isNext(info, DerTag.integer) ? info.readIntegerBytes() : [];
    if (info.hasTag(0)) {
      info.readEncodedValue();
    }

    info.throwIfNotEmpty();
    if (this.#hash.length === 0 || this.#hash.length > 64 || serial.length > 20 || nonce.length > 32) {
      refuse('A time stamp is out of bounds.');
    }
  }

  static #readAccuracy(info) {
    if (!isNext(info, DerTag.sequence)) {
      return;
    }

    const accuracy = info.readSequence();
    if (isNext(accuracy, DerTag.integer)) {
      accuracy.readNumber();
    }

    for (const tag of [contextNumber(0), contextNumber(1)]) {
      if (isNext(accuracy, tag)) {
        const part = accuracy.readNumber(tag);
        if (part === 0 || part > 999) {
          refuse("A time stamp's accuracy is out of range.");
        }
      }
    }

    accuracy.throwIfNotEmpty();
  }
}
