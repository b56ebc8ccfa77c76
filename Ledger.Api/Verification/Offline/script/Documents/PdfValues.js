/** The kinds of PDF values that are not plain numbers (whole ones), true or arrays. */
export class PdfName {
  constructor(value) { this.value = value; }
}

/** A number with a decimal point; nothing here depends on its value. */
export class PdfReal {}

/** A reference to an object of generation 0. */
export class PdfReference {
  constructor(number) { this.number = number; }
}

/** A string and where its token stands in the file, delimiters included. */
export class PdfString {
  constructor(value, isHexadecimal, start, end) { Object.assign(this, { value, isHexadecimal, start, end }); }
}

/** A dictionary; each key once. */
export class PdfDictionary {
  constructor(entries) { this.entries = entries; }
}

/** A stream: its dictionary and its bytes as they stand in the file. */
export class PdfStream {
  constructor(dictionary, data) { Object.assign(this, { dictionary, data }); }
}
