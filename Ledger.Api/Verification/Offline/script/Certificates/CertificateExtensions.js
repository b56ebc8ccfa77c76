import { refuse } from '../Encoding/FormatError.js';
import { DerReader } from './DerReader.js';
import { Oids } from './Oids.js';

const maxExtensions = 32;

/** Named bits of a key usage (RFC 5280, 4.2.1.3). */
export const KeyUsage = { digitalSignature: 1, nonRepudiation: 2, keyCertSign: 32, crlSign: 64 };

/** The extensions of a certificate that decide what its key may do (RFC 5280, 4.2). */
export class CertificateExtensions {
  isAuthority = false;
  pathLength = undefined;
  keyUsages = 0;
  purposes = [];
  arePurposesCritical = false;

  /** Reads the SEQUENCE OF Extension. */
  constructor(extensions) {
    const seen = new Set();
    while (extensions.hasData) {
      const extension = extensions.readSequence();
      const oid = extension.readObjectIdentifier();
      const isCritical = extension.readFlag();
      const value = extension.readOctetString();
      extension.throwIfNotEmpty();
      if (seen.has(oid) || seen.size === maxExtensions) {
        refuse(`The extension ${oid} occurs twice, or there are too many.`);
      }

      seen.add(oid);
      this.arePurposesCritical ||= isCritical && oid === Oids.extendedKeyUsage;
      if (!this.#tryTake(oid, value) && isCritical) {
        refuse(`The critical extension ${oid} is not understood.`);
      }
    }

    if (this.pathLength !== undefined && !this.isAuthority) {
      refuse('A path length is set on a certificate that is no authority.');
    }
  }

  #tryTake(oid, value) {
    const take = {
      [Oids.basicConstraints]: (reader) => this.#takeBasicConstraints(reader.readSequence()),
      [Oids.keyUsage]: (reader) => { this.keyUsages = reader.readNamedBits() || refuse('A key usage names no use.'); },
      [Oids.extendedKeyUsage]: (reader) => this.#takePurposes(reader.readSequence()),
      [Oids.subjectKeyIdentifier]: (reader) => reader.readOctetString(),
    }[oid];
    if (take) {
      const reader = new DerReader(value);
      take(reader);
      reader.throwIfNotEmpty();
    }

    return take !== undefined;
  }

  // RFC 5280, 4.2.1.9
  #takeBasicConstraints(constraints) {
    this.isAuthority = constraints.readFlag();
    this.pathLength = constraints.hasData ? constraints.readNumber() : undefined;
    constraints.throwIfNotEmpty();
  }

  // RFC 5280, 4.2.1.12: at least one.
  #takePurposes(list) {
    do {
      this.purposes.push(list.readObjectIdentifier());
    } while (list.hasData);
  }
}
