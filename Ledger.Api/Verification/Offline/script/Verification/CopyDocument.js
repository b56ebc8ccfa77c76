import { Bytes } from '../Encoding/Bytes.js';
import { CanonicalJson } from '../Encoding/CanonicalJson.js';
import { refuse } from '../Encoding/FormatError.js';
import { StrictJson } from '../Encoding/StrictJson.js';
import { StrictJsonMembers } from '../Encoding/StrictJsonMembers.js';
import { CopyStatement } from './CopyStatement.js';
import { Forms } from './Forms.js';

const kind = 'copy/v1';
const maximumBytes = 1 << 19;
const maximumCertificates = 8;
const maximumSealBytes = 256 << 10;

/** A copy's signed statement as a file: `copy.json` in the PDF. */
export class CopyDocument {
  constructor(value) {
    const members = new StrictJsonMembers(value);
    members.text('kind', Forms.only(kind));
    this.statement = new CopyStatement(members.part('statement'), value.get('statement'));
    this.seal = members.text('seal', Forms.base64(maximumSealBytes));
    this.signature = members.text('signature', Forms.base64(64));
    this.certificates = members.texts('certificates', maximumCertificates, Forms.certificate);
    members.refuseOthers();
  }

  /** Reads a file in its one form. */
  static parse(bytes) {
    const value = StrictJson.parseObject(bytes, maximumBytes);
    return Bytes.equal(CanonicalJson.write(value), bytes) ? new CopyDocument(value) : refuse('A copy is in canonical form.');
  }
}
