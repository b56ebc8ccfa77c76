import { DerTag } from '../Certificates/DerTag.js';
import { refuse } from '../Encoding/FormatError.js';
import { ESealExtensions } from './ESealExtensions.js';
import { ESealSignerList } from './ESealSignerList.js';
import { SealedValue } from './SealedValue.js';

const maxIdCharacters = 128;
const maxNameCharacters = 200;
const maxPictureBytes = 512 * 1024;
const maxMillimetres = 1000;
const seconds = (time) => Math.floor(time / 1000);
const isMillimetres = (value) => value > 0 && value <= maxMillimetres;

/** An electronic seal (SESeal, GB/T 38540-2020): its description, signed by the seal's maker (制章人). */
export class ESeal {
  /** Reads a seal. Nothing in it is verified yet. */
  constructor(reader) {
    this.raw = reader.peekEncodedValue();
    const fields = reader.readSequence();
    const signed = fields.peekEncodedValue();
    this.#readInfo(fields.readSequence());
    this.value = new SealedValue(signed, fields);
    fields.throwIfNotEmpty();
  }

  get maker() {
    return this.value.signer;
  }

  /** Whether the seal may be applied at a time. */
  isValidAt(time) {
    return time >= this.validFrom && seconds(time) <= seconds(this.validUntil);
  }

  // SES_SealInfo ::= SEQUENCE { header, esID, property, picture, extDatas [0] EXPLICIT OPTIONAL }
  #readInfo(fields) {
    const header = fields.readSequence();
    const mark = header.readText(DerTag.ia5String);
    this.version = header.readNumber();
    const vendorId = header.readText(DerTag.ia5String);
    header.throwIfNotEmpty();
    this.id = fields.readText(DerTag.ia5String);
    this.name = this.#readProperty(fields.readSequence());
    ESeal.#readPicture(fields.readSequence());
    ESealExtensions.skip(fields);
    fields.throwIfNotEmpty();

    const isWithinLimits = mark === 'ES' && vendorId.length <= maxIdCharacters
      && this.id.length > 0 && this.id.length <= maxIdCharacters
      && this.name.length > 0 && this.name.length <= maxNameCharacters
      && this.validFrom <= this.validUntil;
    if (!isWithinLimits) {
      refuse("A seal's fields are out of range, or it does not begin with its mark.");
    }
  }

  #readProperty(property) {
    property.readNumber(); // kind of seal; the standard leaves the list to the maker
    const name = property.readText(DerTag.utf8String);
    this.signers = new ESealSignerList(property);
    this.createdAt = property.readTime();
    this.validFrom = property.readTime();
    this.validUntil = property.readTime();
    property.throwIfNotEmpty();
    return name;
  }

  // SES_ESPictureInfo. This page does not show it: read from a file it is anyone's.
  static #readPicture(fields) {
    fields.readText(DerTag.ia5String);
    const data = fields.readOctetString();
    const [width, height] = [fields.readNumber(), fields.readNumber()];
    fields.throwIfNotEmpty();
    if (data.length > maxPictureBytes || !isMillimetres(width) || !isMillimetres(height)) {
      refuse("A seal's picture is out of range.");
    }
  }
}
