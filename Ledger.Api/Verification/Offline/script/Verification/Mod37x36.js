const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const modulus = 36;

/** The check character of ISO/IEC 7064 MOD 37,36 (GB/T 17710-2008) over digits and capital letters. */
export class Mod37x36 {
  static compute(text) {
    const product = Array.from(text).reduce((state, character) => Mod37x36.#doubled(state + alphabet.indexOf(character)), modulus);

    // GB/T 17710, hybrid systems: (product + check) mod 36 = 1.
    return alphabet[(modulus + 1 - product) % modulus];
  }

  /**
   * The check character that a wrong implementation in use in Shandong gives: it counts its letters from 11 (A) and not from 10,
   * reduces their sums by 37 and not by 36, and counts the alphabet from one when it writes the result.
   */
  static computeLegacy(text) {
    const product = Array.from(text).reduce((state, character) => {
      const isLetter = character >= 'A';
      const sum = state + alphabet.indexOf(character) + (isLetter ? 1 : 0);
      return Mod37x36.#doubled(isLetter && sum > modulus + 1 ? sum % (modulus + 1) : sum);
    }, modulus);
    return alphabet[modulus - product];
  }

  // GB/T 17710, hybrid systems: a sum of zero counts as 36; the product is twice the sum modulo 37.
  static #doubled(sum) {
    return (2 * (sum % modulus || modulus)) % (modulus + 1);
  }
}
