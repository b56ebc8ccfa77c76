import { refuse } from '../Encoding/FormatError.js';
import { SignatureAlgorithm, VerifyingKey } from '../Signing/VerifyingKey.js';
import { Oids } from './Oids.js';

/** How certificates name keys and signature schemes. */
export class KeyIdentifiers {
  /** Reads a SubjectPublicKeyInfo of an SM2 or P-256 key. */
  static readPublicKey(reader) {
    const info = reader.readSequence();
    const algorithm = info.readSequence();
    const type = algorithm.readObjectIdentifier();
    const curve = algorithm.readObjectIdentifier();
    algorithm.throwIfNotEmpty();
    const point = info.readBytesOfBitString();
    info.throwIfNotEmpty();
    const scheme = { [Oids.sm2]: SignatureAlgorithm.sm2, [Oids.p256]: SignatureAlgorithm.p256 }[curve];
    return type === Oids.ecPublicKey && scheme
      ? new VerifyingKey(scheme, point)
      : refuse(`A key of type ${type} with parameters ${curve} is not read.`);
  }

  /** Reads the AlgorithmIdentifier of a certificate's signature; neither scheme has parameters (RFC 5758, 3.2; GB/T 20518). */
  static readSignatureAlgorithm(reader) {
    const oid = KeyIdentifiers.readAlgorithm(reader);
    return {
      [Oids.sm2WithSm3]: SignatureAlgorithm.sm2,
      [Oids.ecdsaWithSha256]: SignatureAlgorithm.p256,
    }[oid] ?? refuse(`A signature made with ${oid} is not read.`);
  }

  /** Reads the AlgorithmIdentifier of a hash; others write NULL as its parameter (RFC 5754, 2), which is taken where it is allowed. */
  static readDigestAlgorithm(reader, allowsNull) {
    const identifier = reader.readSequence();
    const oid = identifier.readObjectIdentifier();
    if (allowsNull && identifier.hasData) {
      identifier.readNull();
    }

    identifier.throwIfNotEmpty();
    return oid;
  }

  /** Reads an AlgorithmIdentifier without parameters. */
  static readAlgorithm(reader) {
    const identifier = reader.readSequence();
    const oid = identifier.readObjectIdentifier();
    identifier.throwIfNotEmpty();
    return oid;
  }
}
