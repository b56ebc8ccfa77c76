import { CanonicalJson } from '../Encoding/CanonicalJson.js';
import { Forms } from './Forms.js';

const kind = 'copy-statement/v1';
const maximumPurposeLength = 200;
const maximumNameLength = 256;
const codeLength = 18;
const maximumFields = 200;

/** What the issuing authority signs of a copy (加注件): which licence was copied, for whom, for what and until when (GB/T 36903). */
export class CopyStatement {
  /** @param {Map} value The object as it was read: its canonical bytes are what is signed. */
  constructor(members, value) {
    members.text('kind', Forms.only(kind));
    this.serial = members.text('serial', Forms.hex16);
    this.identifier = members.text('identifier', Forms.upTo(200));
    this.handle = members.text('handle', Forms.hex16);
    this.log = members.text('log', Forms.origin);
    this.licenceStatement = members.text('licenceStatement', Forms.digest);
    this.issuer = members.text('issuer', Forms.upTo(18));
    this.purpose = members.text('purpose', Forms.filled(maximumPurposeLength));

    /** Whom the copy is for, as printed: name and, of an organisation, code. */
    this.recipient = CopyStatement.#recipient(members.part('recipient'));
    this.maker = members.text('maker', Forms.filled(maximumNameLength));
    this.madeAt = members.text('madeAt', Forms.moment);
    this.expiresAt = members.text('expiresAt', Forms.moment);

    /** Names of the fields it shows, in printed order; undefined where it shows all. */
    this.shown = members.has('shown') ? members.texts('shown', maximumFields, Forms.named) : undefined;
    this.sealKey = members.text('sealKey', Forms.digest);
    this.signingKey = members.text('signingKey', Forms.digest);
    members.refuseOthers();
    this.bytes = CanonicalJson.write(value);
  }

  static #recipient(members) {
    const name = members.text('name', Forms.filled(maximumNameLength));
    const code = members.has('code') ? members.text('code', Forms.filled(codeLength)) : undefined;
    members.refuseOthers();
    return code === undefined ? name : `${name}（${code}）`;
  }
}
