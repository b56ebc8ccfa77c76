/** SHA-256 (FIPS 180-4), by the browser. */
export class Sha256 {
  /** The 32 bytes of the hash, by promise. */
  static async hash(data) {
    return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  }
}
