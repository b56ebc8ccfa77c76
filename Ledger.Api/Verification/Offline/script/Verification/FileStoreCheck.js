import { Certificate } from '../Certificates/Certificate.js';
import { FormatError } from '../Encoding/FormatError.js';
import { Check, CheckResult } from './Check.js';

const name = 'file-store';

const distinct = (certificates) => certificates.filter((certificate, i) => !certificates.slice(0, i).some((before) => before.equals(certificate)));

/** Which lists belong to certificates, in their order: of each the first that it issued. */
async function listPlacesOf(lists, certificates) {
  const places = [];
  for (const certificate of certificates) {
    for (const [place, list] of lists.entries()) {
      if (await list.isIssuedBy(certificate)) {
        places.push(place);
        break;
      }
    }
  }

  return places.join();
}

/** The security store, which no signature covers by itself: it says what the signatures' paths need, each in its place, and nothing else.
 * By promise. */
export async function fileStoreCheck(store, lists, needed, isIncomplete) {
  let found;
  try {
    found = store.certificates.map((der) => Certificate.parse(der));
  } catch (error) {
    if (!(error instanceof FormatError)) {
      throw error;
    }

    return Check.of(name, false, '随附的验证材料编码错误。', `What came with the signatures is malformed: ${error.message}`);
  }

  const expected = distinct(needed.flat());
  const placesOf = (path) => distinct(path).map((certificate) => expected.findIndex((other) => other.equals(certificate)));
  let isOwn = found.length === expected.length && found.every((certificate, i) => certificate.equals(expected[i]))
    && lists.length === store.revocationLists.length && await listPlacesOf(lists, expected) === [...lists.keys()].join();
  for (const [i, validation] of store.validations.entries()) {
    isOwn &&= validation.certificates.join() === placesOf(needed[i]).join()
      && validation.revocationLists.join() === await listPlacesOf(lists, distinct(needed[i]));
  }

  if (isOwn) {
    return Check.of(
      name, true, `随附的 ${found.length} 份验证证书均为签名所需。`, `Each of the ${found.length} certificates that came with the signatures is one they need.`);
  }

  return isIncomplete
    ? new Check(
      name, CheckResult.unknown, '签名证书不指向受信任的根，无法核对随附的验证材料。',
      'A signature leads to no trusted root, so what came with it cannot be compared.')
    : Check.of(name, false, '随附的验证材料夹带无关内容。', 'Something came with the signatures that they do not need.');
}
