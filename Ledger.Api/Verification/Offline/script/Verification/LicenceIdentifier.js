import { Mod37x36 } from './Mod37x36.js';

const form = /^1\.2\.156\.3005\.2\.([0-9A-Z]{18}[0-9]{3})\.([0-9A-Z]{6,18})\.([0-9A-Z]{1,64})\.([0-9]{3})\.([0-9A-Z])$/;

/** What the check character of an identifier says, by the names of IdentifierCheck in Ledger.Node. */
export const IdentifierCheck = { correct: 'Correct', legacyVariant: 'LegacyVariant', wrong: 'Wrong' };

/** 证照标识 (GB/T 36904-2018): root, type, issuer, serial, version and check character, joined by dots. */
export class LicenceIdentifier {
  /** The parts of an identifier, or undefined for any other text. */
  static tryParse(text) {
    const [, type, issuer, serial, version, check] = form.exec(text) ?? [];
    if (type === undefined || version === '000') {
      return undefined;
    }

    // GB/T 36904: the root and the dots are not covered.
    const covered = type + issuer + serial + version;
    const found = check === Mod37x36.compute(covered) ? IdentifierCheck.correct
      : check === Mod37x36.computeLegacy(covered) ? IdentifierCheck.legacyVariant
      : IdentifierCheck.wrong;
    return { type, issuer, version: Number(version), check: found };
  }
}
