using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Seals;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>Opens the sealed content of licences. Personal data: in memory only.</summary>
internal static class LicenceContents
{
    /// <summary>Opens one.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: erased, or lost with its body.</exception>
    public static OpenedLicence Open(LedgerRead rows, HolderVault vault, Licence licence) => TryOpen(rows, vault, licence)
        ?? throw new LedgerException(LedgerError.NotFound, "证照内容已清除。", "The licence's content was erased.");

    /// <summary>Opens one; null where it cannot be read any more: the key of one of its holders was destroyed, or the bytes are gone.</summary>
    public static OpenedLicence? TryOpen(LedgerRead rows, HolderVault vault, Licence licence)
    {
        byte[]? sealedContent = rows.Get(Column.Sealed, RowKey.Of(licence.IssuedIndex));
        if (sealedContent is null || !licence.Holders.All(holder => HolderKeys.Exists(rows, holder)))
        {
            return null;
        }

        LicenceContent content = LicenceContent.Parser.ParseFrom(
            vault.Open(rows, licence.Holders, LicencePreparation.ContentPurpose, sealedContent));
        return new OpenedLicence(licence, DocumentOf(rows, content), content.CheckCode)
        {
            Decision = content.Decision ?? new DecisionDetails(),
            Photo = content.Photo.IsEmpty ? null : JpegPhoto.Parse(content.Photo.Memory),
        };
    }

    private static LicenceDocument DocumentOf(LedgerRead rows, LicenceContent content) => content.Parts is LicenceParts parts
        ? SignedLicence.DocumentOf(parts, Signatory.Get(rows, new Digest(parts.SignatorySm3.Span)))
        : LicenceDocument.Parse(content.Document.Span);
}
