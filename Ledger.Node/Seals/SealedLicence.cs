using Google.Protobuf;

namespace Ledger.Node.Seals;

/// <summary>用章记录: one use of a seal.</summary>
/// <param name="Index">Log index of the licence's issue.</param>
/// <param name="Time">When.</param>
/// <param name="Grant">The grant's 16 bytes.</param>
/// <param name="Licence">The licence's 16 bytes.</param>
/// <param name="Identifier">证照标识 of the licence.</param>
/// <param name="System">The department's system; empty where none acted.</param>
internal sealed record SealedLicence(long Index, DateTimeOffset Time, ByteString Grant, ByteString Licence, string Identifier, string System)
{
    /// <summary>The use that a row tells of.</summary>
    public static SealedLicence Of(long index, SealUseRow row) => new(
        index, DateTimeOffset.FromUnixTimeMilliseconds(row.Time), row.GrantHandle, row.LicenceHandle, row.Identifier, row.System);
}
