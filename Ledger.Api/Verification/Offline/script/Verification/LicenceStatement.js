import { CanonicalJson } from '../Encoding/CanonicalJson.js';
import { Forms } from './Forms.js';

const kind = 'licence-statement/v1';
const maximumFields = 200;

/** What the issuing department signs: which licence this is, on which log it stands, and the root of its fields. */
export class LicenceStatement {
  /** @param {Map} value The object as it was read: its canonical bytes are what is signed. */
  constructor(members, value) {
    members.text('kind', Forms.only(kind));
    this.identifier = members.text('identifier', Forms.upTo(200));
    this.type = members.text('type', Forms.upTo(21));
    this.issuer = members.text('issuer', Forms.upTo(18));
    this.handle = members.text('handle', Forms.hex16);
    this.log = members.text('log', Forms.upTo(200));
    this.fieldsRoot = members.text('fieldsRoot', Forms.digest);
    this.fieldCount = members.number('fieldCount', 1, maximumFields);
    this.version = members.number('version', 1, 999);
    this.issuedOn = members.text('issuedOn', Forms.date);
    this.validFrom = members.text('validFrom', Forms.date);

    /** The last day; undefined means 长期 (no end). */
    this.validTo = members.has('validTo') ? members.text('validTo', Forms.date) : undefined;
    this.previous = members.has('previous') ? members.text('previous', Forms.upTo(200)) : undefined;
    this.sealKey = members.text('sealKey', Forms.digest);
    this.signingKey = members.text('signingKey', Forms.digest);
    members.refuseOthers();

    /** The canonical bytes that are signed and whose SM3 stands in the log. */
    this.bytes = CanonicalJson.write(value);
  }
}
