using Ledger.Api.Documents.Fonts;
using Ledger.Api.Hosting;
using Ledger.Api.Verification.Receipts;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Verification;
using Ledger.Node;

namespace Ledger.Api.Commands;

/// <summary>A receipt that <c>verify</c> is to write beside its verdict, signed with a verifier's own receipt keys.</summary>
/// <param name="Target">Where to: JSON, or PDF where the name ends in <c>.pdf</c>.</param>
/// <param name="Keys">Folder of the keys; without one there is no receipt, since nobody would sign it.</param>
/// <param name="Passphrase">Where the passphrase of the keys comes from; null where they are not encrypted.</param>
internal sealed record ReceiptOrder(FileInfo Target, DirectoryInfo? Keys, string? Passphrase)
{
    /// <summary>Refuses before anything is verified what nobody would sign afterwards.</summary>
    /// <exception cref="FormatException">No folder of keys.</exception>
    public void Check() => _ = KeyFolder();

    /// <summary>Writes the receipt.</summary>
    /// <exception cref="FormatException">The keys cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(Verdict verdict, byte[] file, TrustPolicy policy)
    {
        using ReceiptKeys keys = Load();
        string node = keys.P256Certificate.SubjectCommonName ?? "";
        SignedReceipt receipt = new ReceiptDesk(node, keys, policy, TimeProvider.System).Write(verdict, file);
        bool asPdf = Target.Extension.Equals(".pdf", StringComparison.OrdinalIgnoreCase);
        File.WriteAllBytes(
            Target.FullName,
            asPdf ? ReceiptPdf.Write(FontCatalogue.Discover(ProgramFolder.FontFolders), receipt, keys, node) : receipt.ToBytes());
    }

    private string KeyFolder() =>
        Keys?.FullName ?? throw new FormatException("--receipt needs --receipt-keys: a receipt is signed by its verifier.");

    private ReceiptKeys Load()
    {
        using KeyPassphrase? passphrase = Passphrase is null ? null : KeyPassphraseSource.Open(Passphrase, Environment.CurrentDirectory);
        return ReceiptKeys.Load(KeyFolder(), passphrase) ?? throw new FormatException($"{KeyFolder()} has no receipt keys.");
    }
}
