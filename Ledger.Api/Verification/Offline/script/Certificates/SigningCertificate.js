import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { DerReader } from './DerReader.js';
import { DerTag } from './DerTag.js';
import { KeyIdentifiers } from './KeyIdentifiers.js';
import { Oids } from './Oids.js';
import { SignedDataSuite } from './SignedDataSuite.js';

/** The signing-certificate-v2 attribute (RFC 5035, 3), which binds the signature to one certificate. */
export class SigningCertificate {
  #digestAlgorithm;
  #certificateHash;
  #issuerSerial;

  // SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, policies OPTIONAL }; the first is the signer's.
  constructor(reader) {
    const identifier = reader.readSequence().readSequence().readSequence();
    const isDefault = identifier.peekTag().isLike(DerTag.octetString);
    this.#digestAlgorithm = isDefault ? Oids.sha256 : KeyIdentifiers.readAlgorithm(identifier);
    if (![Oids.sha256, Oids.sm3].includes(this.#digestAlgorithm)) {
      refuse(`A certificate hash made with ${this.#digestAlgorithm} is not read.`);
    }

    this.#certificateHash = identifier.readOctetString();
    this.#issuerSerial = identifier.hasData ? identifier.readEncodedValue() : undefined;
    identifier.throwIfNotEmpty();
  }

  /** Whether the attribute names this certificate; by promise. */
  async names(certificate) {
    const hash = await SignedDataSuite.hash(this.#digestAlgorithm, certificate.raw);
    return Bytes.equal(hash, this.#certificateHash) && (this.#issuerSerial === undefined || this.#isIssuerAndSerialOf(certificate));
  }

  // IssuerSerial ::= SEQUENCE { issuer SEQUENCE { [4] Name }, serialNumber INTEGER }
  #isIssuerAndSerialOf(certificate) {
    try {
      return DerReader.read(this.#issuerSerial, this.#issuerSerial.length, 'An issuer and serial', (reader) => {
        const fields = reader.readSequence();
        const names = fields.readSequence();
        const name = names.readSequence(DerTag.context(4));
        names.throwIfNotEmpty();
        const isIssuer = Bytes.equal(name.readEncodedValue(), certificate.issuerNameRaw) && !name.hasData;
        const isSerial = Bytes.equal(fields.readIntegerBytes(), certificate.serialNumberBytes);
        fields.throwIfNotEmpty();
        return isIssuer && isSerial;
      });
    } catch {
      return false;
    }
  }
}
