import { PdfRevisionReader } from './PdfRevisionReader.js';
import { PdfRejectedError } from './PdfRejectedError.js';
import { PdfSecurityStore } from './PdfSecurityStore.js';

/** How the bytes of a file relate to its signatures, by the names of PdfIntegrity in Ledger.Api. */
export const PdfIntegrity = { asSigned: 'AsSigned', changedAfterSigning: 'ChangedAfterSigning', shortened: 'Shortened' };

/** Reads what follows the first revision, as far as it is what our writer appends; by promise. */
export async function readRevisions(file, layout, certifying, places) {
  if (places === undefined) {
    const added = file.length - layout.length;
    return { integrity: added === 0 ? PdfIntegrity.asSigned : PdfIntegrity.changedAfterSigning, added, signatures: [], store: undefined };
  }

  const reader = new PdfRevisionReader(file, layout.base, places);
  const signatures = [];
  let store;
  try {
    signatures.push(await reader.readSecond());
    store = await reader.readStore(await Promise.all([certifying, ...signatures].map((signature) => PdfSecurityStore.keyOf(signature.contents))));
    if (places.stampField !== 0 && reader.base.length < file.length) {
      signatures.push(await reader.readStamp());
    }
  } catch (error) {
    if (!(error instanceof PdfRejectedError)) {
      throw error;
    }

    // What it says is told by where the reading stopped.
  }

  const added = file.length - reader.base.length;
  const integrity = added > 0 ? PdfIntegrity.changedAfterSigning
    : store === undefined ? PdfIntegrity.shortened
      : PdfIntegrity.asSigned;
  return { integrity, added, signatures, store };
}
