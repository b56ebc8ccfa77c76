import { DerTag } from '../Certificates/DerTag.js';
import { refuse } from '../Encoding/FormatError.js';

/** The optional `extDatas [0] EXPLICIT` of seals and signatures. None is understood here. */
export class ESealExtensions {
  /** Reads past the extensions; a critical one is refused: whoever does not understand it must not accept the rest. */
  static skip(reader) {
    if (!reader.hasTag(0)) {
      return;
    }

    const explicitTag = reader.readSequence(DerTag.context(0));
    const list = explicitTag.readSequence();
    explicitTag.throwIfNotEmpty();
    while (list.hasData) {
      const extension = list.readSequence();
      const oid = extension.readObjectIdentifier();
      if (extension.readFlag()) {
        refuse(`The critical extension ${oid} of a seal is not understood.`);
      }

      extension.readOctetString();
      extension.throwIfNotEmpty();
    }
  }
}
