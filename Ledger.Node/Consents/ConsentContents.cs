using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>Seals and opens what consents say. Personal data: in memory only.</summary>
internal static class ConsentContents
{
    private const string Purpose = "consent";

    /// <summary>The event of a consent and what lies sealed beside it.</summary>
    /// <param name="rows">Where the holder's key lies.</param>
    /// <param name="vault">Seals.</param>
    /// <param name="granted">All of the event but its digests.</param>
    /// <param name="content">What it says.</param>
    public static byte[] Seal(LedgerRead rows, HolderVault vault, ConsentGranted granted, ConsentContent content)
    {
        byte[] plaintext = content.ToByteArray();
        byte[] sealedContent = vault.Seal(rows, granted.HolderHandle, Purpose, plaintext);
        (granted.ContentSm3, granted.SealedSm3) = (ByteString.CopyFrom(Sm3.Hash(plaintext).Span), SealedDigest.Of(sealedContent));
        return sealedContent;
    }

    /// <summary>The bytes to which the event commits; null where the holder was erased, or the bytes are gone.</summary>
    public static byte[]? TryOpenBytes(LedgerRead rows, HolderVault vault, Consent consent) =>
        rows.Get(Column.Sealed, RowKey.Of(consent.Index)) is byte[] sealedContent && HolderKeys.Exists(rows, consent.Holder)
            ? vault.Open(rows, consent.Holder, Purpose, sealedContent)
            : null;

    /// <summary>Opens one; null where the holder was erased, or the bytes are gone.</summary>
    public static OpenedConsent? TryOpen(LedgerRead rows, HolderVault vault, Consent consent)
    {
        if (TryOpenBytes(rows, vault, consent) is not byte[] bytes)
        {
            return null;
        }

        ConsentContent content = ConsentContent.Parser.ParseFrom(bytes);
        return new OpenedConsent(consent, ConsentTerms.Of(content, consent.From, consent.To, consent.Count), content.Assistance)
        {
            Confirmation = content.Confirmation,
            PlacedBy = content.PlacedBy,
            Guardian = content.Guardian,
            Sources = ConsentSources.Of(rows, consent.Handle, content.Sources.Count),
        };
    }
}
