using Google.Protobuf;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Copies;

/// <summary>加注件 as the log knows it: nothing of whom it is for.</summary>
/// <param name="Serial">Its 16 bytes.</param>
/// <param name="LicenceHandle">Handle of the licence that was copied.</param>
/// <param name="StatementSm3">SM3 of the signed statement.</param>
/// <param name="Index">Log index of the making.</param>
/// <param name="ExpiresAt">Last moment at which it counts.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while it was not.</param>
internal sealed record Copy(
    ByteString Serial, ByteString LicenceHandle, Digest StatementSm3, long Index, DateTimeOffset ExpiresAt, DateTimeOffset? WithdrawnAt)
{
    /// <summary>The serial as printed: 32 lower-case hexadecimal characters.</summary>
    public string SerialText => Convert.ToHexStringLower(Serial.Span);

    /// <summary>The copy that a row tells of.</summary>
    public static Copy Of(CopyRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new Copy(
            row.Made.Serial,
            row.Made.LicenceHandle,
            new Digest(row.Made.StatementSm3.Span),
            row.MadeIndex,
            DateTimeOffset.FromUnixTimeMilliseconds(row.Made.ExpiresAt),
            row.HasWithdrawnTime ? DateTimeOffset.FromUnixTimeMilliseconds(row.WithdrawnTime) : null);
    }
}
