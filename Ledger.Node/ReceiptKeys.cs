using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Node;

/// <summary>The keys a node signs verification receipts (核验回执) with: <c>receipt-p256</c> and <c>receipt-sm2</c> among its keys.</summary>
internal sealed class ReceiptKeys : IDisposable
{
    private ReceiptKeys(string folder, KeyPassphrase? passphrase)
    {
        P256Certificate = Read(folder, "receipt-p256.crt");
        Sm2Certificate = Read(folder, "receipt-sm2.crt");
        P256 = KeyFile.Load(folder, "receipt-p256", passphrase);
        Sm2 = KeyFile.Load(folder, "receipt-sm2", passphrase);
    }

    public SigningKey P256 { get; }

    public Certificate P256Certificate { get; }

    public SigningKey Sm2 { get; }

    public Certificate Sm2Certificate { get; }

    /// <summary>Loads them; null where a node has none, and then gives no receipts.</summary>
    /// <param name="folder">The node's key folder.</param>
    /// <param name="passphrase">Of the private keys; null where they are not encrypted.</param>
    /// <exception cref="FormatException">A file is missing or malformed, or a certificate does not let its key sign receipts.</exception>
    public static ReceiptKeys? Load(string folder, KeyPassphrase? passphrase)
    {
        if (!File.Exists(Path.Combine(folder, "receipt-p256.crt")) && !File.Exists(Path.Combine(folder, "receipt-sm2.crt")))
        {
            return null;
        }

        try
        {
            ReceiptKeys keys = new(folder, passphrase);
            return keys.P256Certificate.MaySignReceipts && keys.Sm2Certificate.MaySignReceipts
                ? keys
                : throw new FormatException("A certificate does not let its key sign receipts.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
        {
            throw new FormatException($"{folder}: receipt keys: {e.Message}", e);
        }
    }

    /// <summary>Whether both certificates are valid at a moment: with others no receipt is signed.</summary>
    public bool AreValidAt(DateTimeOffset moment) => P256Certificate.IsValidAt(moment) && Sm2Certificate.IsValidAt(moment);

    /// <inheritdoc/>
    public void Dispose()
    {
        P256.Dispose();
        Sm2.Dispose();
    }

    private static Certificate Read(string folder, string name) => Certificate.ParsePem(File.ReadAllText(Path.Combine(folder, name)));
}
