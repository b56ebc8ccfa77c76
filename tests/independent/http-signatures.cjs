// A second opinion on signed requests and answers (RFC 9421): npm's http-message-signatures signs and verifies, Node's OpenSSL has Ed25519 and P-256,
// npm's sm-crypto has SM2. Shares no line with the product.
//   node http-signatures.cjs sign|verify < order.json
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const { httpbis, createSigner, createVerifier } = require('http-message-signatures');
const { sm2 } = require('sm-crypto');

const order = JSON.parse(fs.readFileSync(0, 'utf8'));
const url = (bytes) => bytes.toString('base64url');

// The forms of keys in the ledger: 04|x|y for the curves, 32 bytes for Ed25519.
function jwkOf(alg, raw) {
  return alg === 'ed25519'
    ? { kty: 'OKP', crv: 'Ed25519', x: url(raw) }
    : { kty: 'EC', crv: 'P-256', x: url(raw.subarray(1, 33)), y: url(raw.subarray(33)) };
}

function rawOf(jwk) {
  const x = Buffer.from(jwk.x, 'base64url');
  return jwk.kty === 'OKP' ? x : Buffer.concat([Buffer.from([4]), x, Buffer.from(jwk.y, 'base64url')]);
}

function newKey() {
  if (order.alg === 'sm2-sm3') {
    const pair = sm2.generateKeyPairHex();
    const sign = async (data) =>
      Buffer.from(sm2.doSignature([...data], pair.privateKey, { hash: true, publicKey: pair.publicKey }), 'hex');
    return { publicKey: pair.publicKey, key: { id: order.keyId, alg: order.alg, sign } };
  }

  const pair = order.alg === 'ed25519' ? crypto.generateKeyPairSync('ed25519') : crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { publicKey: rawOf(pair.publicKey.export({ format: 'jwk' })).toString('hex'), key: createSigner(pair.privateKey, order.alg, order.keyId) };
}

function verifier() {
  const raw = Buffer.from(order.publicKey, 'hex');
  return order.alg === 'sm2-sm3'
    ? async (data, signature) => sm2.doVerifySignature([...data], signature.toString('hex'), raw.toString('hex'), { hash: true })
    : createVerifier(crypto.createPublicKey({ format: 'jwk', key: jwkOf(order.alg, raw) }), order.alg);
}

async function sign() {
  const { publicKey, key } = newKey();
  const signed = await httpbis.signMessage({
    key,
    fields: order.fields,
    params: ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'],
    paramValues: { nonce: url(crypto.randomBytes(18)), tag: order.tag },
  }, order.request);
  return { publicKey, headers: signed.headers };
}

async function verify() {
  const config = { keyLookup: async () => ({ algs: [order.alg], verify: verifier() }), tolerance: 5 };
  const verified = order.answer
    ? await httpbis.verifyMessage(config, order.answer, order.request)
    : await httpbis.verifyMessage(config, order.request);
  return { verified: verified === true };
}

(process.argv[2] === 'sign' ? sign() : verify()).then((result) => console.log(JSON.stringify(result)));
