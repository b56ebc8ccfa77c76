/** Classes of tags (X.690, 8.1.2.2). */
const universal = 0;
const contextSpecific = 2;

/** A tag: class, number, and whether its value is made of values. */
export class DerTag {
  constructor(tagClass, number, isConstructed) {
    Object.assign(this, { tagClass, number, isConstructed });
  }

  /** Same class and number, however the value is written. */
  isLike(other) {
    return this.tagClass === other.tagClass && this.number === other.number;
  }

  get isUniversal() {
    return this.tagClass === universal;
  }

  /** The tag `[number]` of a constructed, context-specific value. */
  static context(number) {
    return new DerTag(contextSpecific, number, true);
  }

  static boolean = new DerTag(universal, 1, false);
  static integer = new DerTag(universal, 2, false);
  static bitString = new DerTag(universal, 3, false);
  static octetString = new DerTag(universal, 4, false);
  static null = new DerTag(universal, 5, false);
  static objectIdentifier = new DerTag(universal, 6, false);
  static enumerated = new DerTag(universal, 10, false);
  static utf8String = new DerTag(universal, 12, false);
  static sequence = new DerTag(universal, 16, true);
  static set = new DerTag(universal, 17, true);
  static printableString = new DerTag(universal, 19, false);
  static ia5String = new DerTag(universal, 22, false);
  static utcTime = new DerTag(universal, 23, false);
  static generalizedTime = new DerTag(universal, 24, false);
  static bmpString = new DerTag(universal, 30, false);
}
