// A second opinion on SM2 encryption: npm's sm-crypto. Shares no line with the product. All in hexadecimal; a ciphertext is C1|C3|C2 with a leading 04.
//   node sm2-encryption.cjs encrypt PUBLIC MESSAGE
//   node sm2-encryption.cjs decrypt SECRET CIPHERTEXT
'use strict';
const { sm2 } = require('sm-crypto');

const [act, key, data] = process.argv.slice(2);
const C1C3C2 = 1;
const out = act === 'encrypt'
  ? '04' + sm2.doEncrypt([...Buffer.from(data, 'hex')], key, C1C3C2)
  : Buffer.from(sm2.doDecrypt(data.slice(2), key, C1C3C2, { output: 'array' })).toString('hex');
process.stdout.write(out);
