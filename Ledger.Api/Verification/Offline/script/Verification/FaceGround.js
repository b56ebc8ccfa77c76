import { Check, CheckResult } from './Check.js';

const ofData = ['fields', 'seal-statement-hash', 'signature-es256'];

/** What the pages are compared on: whether file and data are as they were signed, by the checks made before. */
export class FaceGround {
  #fileHolds;
  #isAppended;

  /** @param {boolean} isAppended Whether something follows what was signed. */
  constructor(file, isAppended, alone) {
    this.#fileHolds = !file.some((check) => check.hasFailed && check.name.startsWith('file-'));
    this.#isAppended = isAppended;

    /** What the data are called, in Chinese and English. */
    this.dataName = alone.checks.some((check) => check.hasFailed && ofData.includes(check.name)) ? ['所附数据', 'attached data'] : ['签名数据', 'signed data'];
  }

  /** The check of pages that say what the data say; where the file is altered they may be made to look otherwise, and it says no more than it knows. */
  agrees(name) {
    const [chinese, english] = this.dataName;
    if (this.#fileHolds) {
      return Check.of(name, true, `照面文字与${chinese}一致。`, `The text of the pages is that of the ${english}.`);
    }

    return this.#isAppended
      ? new Check(
        name, CheckResult.noted, `签名部分的照面文字与${chinese}一致；其后追加或改动的内容未比对，阅读器显示的可能不同。`,
        `The pages of the part that was signed have the text of the ${english}; what was added or altered after it was not compared, and a viewer may show that.`)
      : new Check(
        name, CheckResult.noted, `照面所写文字与${chinese}一致：被改动的不是文字，而是文件的其他部分（如字体、图形、附件），页面看起来可能不同。`,
        `The text written in the pages is that of the ${english}: what was altered is another part of the file, such as a font, a drawing or an attachment, and the pages may look otherwise.`);
  }
}
