// A second opinion on sealed OFD files that shares no line with the product: ZIP and DER are read here, SM2 and SM3 are npm's sm-crypto.
//
//   node tests/independent/ofd.cjs FILE ROOT.crt
//
// Says what each step of GB/T 38540 finds, and ends with 0 where all hold.
'use strict';
const fs = require('node:fs');
const zlib = require('node:zlib');
const { sm2, sm3 } = require('sm-crypto');

const SM2_WITH_SM3 = '06082a811ccf55018375';

function unzip(file) {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map();
  let at = file.readUInt32LE(end + 16);
  for (let i = file.readUInt16LE(end + 10); i > 0; i--) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map(offset => file.readUInt16LE(at + offset));
    const local = file.readUInt32LE(at + 42);
    const data = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const raw = file.subarray(data, data + size);
    files.set(file.toString('utf8', at + 46, at + 46 + name), method === 0 ? raw : zlib.inflateRawSync(raw));
    at += 46 + name + extra + comment;
  }
  return files;
}

// One DER value: its tag, its content, the whole of it, and its parts where it has any.
function der(bytes, at = 0) {
  let [length, header] = [bytes[at + 1], 2];
  if (length > 0x80) {
    const count = length & 0x7f;
    length = bytes.readUIntBE(at + 2, count);
    header += count;
  }
  const [start, end] = [at + header, at + header + length];
  return {
    tag: bytes[at],
    whole: bytes.subarray(at, end),
    content: bytes.subarray(start, end),
    get parts() {
      const parts = [];
      for (let next = start; next < end; next += parts.at(-1).whole.length) {
        parts.push(der(bytes, next));
      }
      return parts;
    },
  };
}

const digest = bytes => sm3([...bytes]);
const bits = value => value.content.subarray(1); // the first octet counts unused bits

// The point of a certificate's key: 04, x, y in hexadecimal.
function keyOf(certificate) {
  const fields = der(certificate).parts[0].parts;
  return bits(fields[fields[0].tag === 0xa0 ? 6 : 5].parts[1]).toString('hex');
}

const verifies = (message, signature, key) =>
  sm2.doVerifySignature([...message], signature.toString('hex'), key, { der: true, hash: true, userId: '1234567812345678' });

function isSignedBy(certificate, issuer) {
  const [signed, , signature] = der(certificate).parts;
  return verifies(signed.whole, bits(signature), keyOf(issuer));
}

const files = unzip(fs.readFileSync(process.argv[2]));
const root = Buffer.from(fs.readFileSync(process.argv[3], 'latin1').replace(/-----[^-]+-----|\s/g, ''), 'base64');
let failed = 0;
function check(name, holds) {
  console.log(`${holds ? 'holds' : 'FAILS'} ${name}`);
  failed += holds ? 0 : 1;
}

const folder = 'Doc_0/Signs/Sign_0/';
const description = files.get(folder + 'Signature.xml');
const text = description.toString('utf8');
const references = [...text.matchAll(/<ofd:Reference FileRef="\/([^"]+)"><ofd:CheckValue>([^<]+)</g)];
check('the list names SM3', text.includes('CheckMethod="1.2.156.10197.1.401"'));
check(`${references.length} files have the digest that was sealed`, references.length > 0 && references.every(
  ([, name, value]) => files.has(name) && digest(files.get(name)) === Buffer.from(value, 'base64').toString('hex')));
const covered = new Set([...references.map(([, name]) => name), folder + 'Signature.xml', folder + 'SignedValue.dat']);
check('no file is left uncovered', [...files.keys()].every(name => covered.has(name)) && covered.size === files.size);

const [toSign, signer, algorithm, signature, stamp] = der(files.get(folder + 'SignedValue.dat')).parts;
const [version, seal, , hash, property] = toSign.parts;
const [info, maker, sealAlgorithm, sealSignature] = seal.parts;
const imprint = Buffer.from(digest(bits(signature)), 'hex');
check('a time stamp, where there is one, is of the signature', stamp === undefined || (stamp.tag === 0xa0 && bits(stamp.parts[0]).includes(imprint)));
const listed = info.parts[2].parts[3].parts.map(entry => entry.content);
check('the structures are of version 4', version.content[0] === 4 && info.parts[0].parts[1].content[0] === 4);
check('the seal beside it is the one applied', files.get(folder + 'Seal.esl').equals(seal.whole));
check('SM2 signs both', [algorithm, sealAlgorithm].every(value => value.whole.toString('hex') === SM2_WITH_SM3));
check('the sealed hash is that of Signature.xml', bits(hash).toString('hex') === digest(description));
check('the sealed property is its path', property.content.toString('latin1') === '/' + folder + 'Signature.xml');
check('the signer sealed it', verifies(toSign.whole, bits(signature), keyOf(signer.content)));
check('the maker made the seal', verifies(info.whole, bits(sealSignature), keyOf(maker.content)));
check('the seal lists the signer', listed.some(entry => entry.equals(signer.content)));
check('the root certifies signer and maker', [signer, maker].every(certificate => isSignedBy(certificate.content, root)));
process.exit(failed === 0 ? 0 : 1);
