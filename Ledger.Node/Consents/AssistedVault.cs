using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>
/// Seals consents that nobody has confirmed yet. The holder's own key is of no use here: the ledger need not know the holder, and does not say whether it does.
/// </summary>
internal sealed class AssistedVault(string origin, HolderSecrets secrets)
{
    private readonly NodeVault _vault = new(origin, "assisted-consent", secrets.AssistedConsentKey);

    /// <summary>Seals a row.</summary>
    public byte[] Seal(ReadOnlySpan<byte> key, AssistedRow row) => _vault.Seal(key, row.ToByteArray());

    /// <summary>Opens a row.</summary>
    /// <exception cref="CryptographicException">Changed, or sealed for another row, log or node.</exception>
    public AssistedRow Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content) => AssistedRow.Parser.ParseFrom(_vault.Open(key, content));
}
