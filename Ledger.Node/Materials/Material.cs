using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Materials;

/// <summary>电子材料: one version of one, as the log knows it. Nothing of what it says or whose it is in words.</summary>
/// <param name="Handle">Its 16 bytes.</param>
/// <param name="Identifier">电子材料标识.</param>
/// <param name="Edition">Edition of its type.</param>
/// <param name="Holder">Its holder's 16 bytes.</param>
/// <param name="Level">可信等级.</param>
/// <param name="IsPending">待核.</param>
/// <param name="ValidTo">Its last day; null where no day ends it.</param>
/// <param name="Case">Keyed hash of 办件编号; null where it came with none.</param>
/// <param name="Previous">The version before; null for the first.</param>
/// <param name="ContentCommitment">Binds file and fields.</param>
/// <param name="SealedFileSha256">SHA-256 of the file as it lies sealed.</param>
/// <param name="Index">Log index of its registration.</param>
/// <param name="RegisteredAt">When it was registered.</param>
internal sealed record Material(
    ByteString Handle,
    MaterialIdentifier Identifier,
    int Edition,
    ByteString Holder,
    TrustLevel Level,
    bool IsPending,
    DateOnly? ValidTo,
    Digest? Case,
    ByteString? Previous,
    Digest ContentCommitment,
    Digest SealedFileSha256,
    long Index,
    DateTimeOffset RegisteredAt)
{
    /// <summary>The material that a row tells of.</summary>
    public static Material Of(MaterialRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        MaterialRegistered registered = row.Registered;
        return new Material(
            registered.Handle,
            MaterialIdentifier.Find(registered.Identifier) ?? throw new FormatException("A row of materials has no identifier."),
            (int)registered.Edition,
            registered.HolderHandle,
            TrustLevelText.Find(registered.Level) ?? throw new FormatException("A row of materials has no level."),
            registered.Pending,
            registered.ValidTo.Length == 0 ? null : LicenceDate.Parse(registered.ValidTo),
            registered.CaseLookup.IsEmpty ? null : new Digest(registered.CaseLookup.Span),
            registered.PreviousHandle.IsEmpty ? null : registered.PreviousHandle,
            new Digest(registered.ContentCommitment.Span),
            new Digest(registered.SealedFileSha256.Span),
            row.Index,
            DateTimeOffset.FromUnixTimeMilliseconds(row.Time));
    }

    /// <summary>What it is on a day.</summary>
    public MaterialState StateOn(DateOnly day) => ValidTo < day ? MaterialState.Expired
        : IsPending ? MaterialState.Pending
        : MaterialState.Valid;
}
