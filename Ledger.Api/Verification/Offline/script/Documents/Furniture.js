const text = (label, english) => ({ label, english });

/** What stands on every licence beside its data: Furniture and FacePicture of Ledger.Api, whose texts are never changed. */
export class Furniture {
  static scan = text('扫描二维码核验真伪', 'Scan to verify');

  static checkCode = text('查验码', 'Check code');

  static identifier = text('电子证照标识', 'Identifier');

  static validity = text('有效期限', 'Term of validity');

  static issuer = text('发证机关', 'Issuing authority');

  static holders = text('共有权利人', 'Joint holders');

  static signaturePage = text('签名页', 'Signature page');

  static number = text('证照编号', 'Number');

  static notShown = '本件未列出';

  static furtherPage = '（附页）';

  static continued = '（续）';

  static copy = '加注件';

  static hint = '本证照带有数字签名与账本证明，可离线核验：扫描二维码，或将文件拖入核验页面。'
    + 'This file carries its own proof; scan the code or drop the file on the verification page.';

  /** A text as a licence prints it: Chinese, or Chinese and English behind it. */
  static of({ label, english }, isBilingual) {
    return isBilingual ? `${label} ${english}` : label;
  }
}
