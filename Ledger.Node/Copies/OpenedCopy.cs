using Ledger.Crypto.Verification;
using Ledger.Node.Licences;

namespace Ledger.Node.Copies;

/// <summary>A copy with its sealed content opened. Personal data: in memory only.</summary>
/// <param name="Copy">Its state.</param>
/// <param name="Document">The signed copy.</param>
/// <param name="DocumentBytes">The same as it was signed and stored, byte for byte.</param>
/// <param name="Licence">The licence, with the fields that the copy shows and no others; the photograph only where its field is shown.</param>
internal sealed record OpenedCopy(Copy Copy, CopyDocument Document, ReadOnlyMemory<byte> DocumentBytes, OpenedLicence Licence);
