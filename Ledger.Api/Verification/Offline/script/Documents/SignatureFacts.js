import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { ESealSignature } from '../ESeals/ESealSignature.js';
import { EventType } from '../Transparency/EventType.js';
import { BeijingTime } from '../Verification/BeijingTime.js';

const fact = (label, value, english) => ({ label, value, english });
const nameOf = (certificate) => certificate.subjectOrganisation ?? certificate.subjectName;
const term = (from, until) => `${BeijingTime.textOf(from)} – ${BeijingTime.textOf(until)}`;

// Texts that are never changed: SignatureFacts of Ledger.Api.
const ways = [
  fact(
    '核验项',
    '文件：签名后未改动 The file was not changed after it was signed\n'
      + '签名：由发证机关签发 The issuing authority signed it; its certificate leads to a trusted root\n'
      + '印章：有效，与证照数据一致 The seal is valid and fits the licence data\n'
      + '照面：与证照数据一致 What is printed is the signed data, character for character\n'
      + '账本：有签发的证明 The issue stands in the log\n'
      + '状态：未注销、未暂扣 Not cancelled, revoked or suspended as of the time shown',
    'What is checked'),
  fact(
    '如何核验',
    '扫描二维码 Scan the QR code on the first page for the status now\n'
      + '将文件拖入核验页面 Drop this file on the verification page; that works offline, too\n'
      + 'ledger verify --offline FILE.pdf\n'
      + 'pdfsig FILE.pdf',
    'How to verify'),
];

/** What the signature page says, from what travels with the licence alone: sections `{heading, fields}`. */
export function signatureFacts(licence, proof) {
  return [
    { heading: { label: '签章', english: 'Seal and signature' }, fields: [...sealFacts(licence), ...facts('签名证书', 'Signing certificate', licence.signingCertificate)] },
    { heading: { label: '账本', english: 'Log' }, fields: logFacts(licence, proof) },
    { heading: { label: '核验', english: 'Verification' }, fields: ways },
  ];
}

function sealFacts(licence) {
  let signature;
  try {
    signature = ESealSignature.parse(licence.seal);
  } catch (error) {
    if (!(error instanceof FormatError)) {
      throw error;
    }

    return [];
  }

  const { seal, signer, time } = signature;
  return [
    fact('发证机关', `${licence.valueOf('ZZBFJG') ?? ''} ${licence.statement.issuer}`, 'Issuing authority'),
    fact('印章', `${seal.name} ${seal.id}\n${term(seal.validFrom, seal.validUntil)}\n${nameOf(seal.maker)}`, 'Seal, its term and maker'),
    fact('签章时间', BeijingTime.textOf(time), 'Sealed at'),
    ...facts('签章证书', 'Seal certificate', signer),
  ];
}

function facts(label, english, certificate) {
  return certificate === undefined ? [] : [fact(
    label,
    `${nameOf(certificate)} ${certificate.publicKey.algorithm}\n${Bytes.toHex(certificate.serialNumberBytes)}\n${term(certificate.notBefore, certificate.notAfter)}`,
    `${english}, serial and term`)];
}

function logFacts(licence, proof) {
  const issue = proof.events.find(({ leaf }) => leaf.type === EventType.issue);
  return [
    fact('账本', licence.statement.log, 'Log'),
    ...issue === undefined ? [] : [fact('签发编号', `${issue.index}`, 'Index of issue')],
    fact('状态时间', BeijingTime.textOf(proof.mapCommit.time), 'Status as of'),
  ];
}
