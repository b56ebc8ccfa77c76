using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Materials;

/// <summary>电子材料: one version of one, or a promise that stands for it, as the log knows it. Nothing of what it says or whose it is in words.</summary>
/// <param name="Handle">Its 16 bytes.</param>
/// <param name="Identifier">电子材料标识.</param>
/// <param name="Edition">Edition of its type.</param>
/// <param name="Holder">Its holder's 16 bytes.</param>
/// <param name="Index">Log index of its registration.</param>
/// <param name="RegisteredAt">When it was registered.</param>
internal sealed partial record Material(
    ByteString Handle, MaterialIdentifier Identifier, int Edition, ByteString Holder, long Index, DateTimeOffset RegisteredAt)
{
    /// <summary>可信等级; null for a promise.</summary>
    public TrustLevel? Level { get; init; }

    /// <summary>待核.</summary>
    public bool IsPending { get; init; }

    /// <summary>Its last day; null where no day ends it.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>承诺代替: the last day to hand the material in; null where it is here.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Keyed hash of 办件编号; null where it came with none.</summary>
    public Digest? Case { get; init; }

    /// <summary>Keyed hashes of the other cases that the same file was handed in for.</summary>
    public IReadOnlyList<Digest> OtherCases { get; init; } = [];

    /// <summary>The version before; null for the first.</summary>
    public ByteString? Previous { get; init; }

    /// <summary>Binds file and fields; null for a promise.</summary>
    public Digest? ContentCommitment { get; init; }

    /// <summary>SHA-256 of the file as it lies sealed; null for a promise.</summary>
    public Digest? SealedFileSha256 { get; init; }

    /// <summary>存疑.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>What ended it for good; null while nothing did.</summary>
    public MaterialEnding? EndedBy { get; init; }

    /// <summary>The version that took its place; null where none did.</summary>
    public ByteString? Successor { get; init; }

    /// <summary>Log index of its erasure, and its time; null while it was not erased.</summary>
    public (long Index, DateTimeOffset Time)? Erased { get; init; }

    /// <summary>Whether it was erased.</summary>
    public bool IsErased => Erased is not null;

    /// <summary>The material that a row tells of.</summary>
    public static Material Of(MaterialRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Material material = row.Promised is null ? Of(row.Registered, row) : Of(row.Promised, row);
        return material with
        {
            IsPending = material.IsPending && row.AcceptedLevel.Length == 0,
            Level = row.AcceptedLevel.Length == 0 ? material.Level : LevelOf(row.AcceptedLevel),
            IsDisputed = row.Disputed,
            OtherCases = row.Attached.Count == 0 ? [] : [.. row.Attached.Select(other => new Digest(other.CaseLookup.Span))],
            EndedBy = row.Ended is null ? null : MaterialEndingText.Parse(row.Ended.Reason),
            Successor = NullIfEmpty(row.Ended?.SuccessorHandle),
            Erased = row.HasErasedIndex ? (row.ErasedIndex, DateTimeOffset.FromUnixTimeMilliseconds(row.ErasedTime)) : null,
        };
    }

    /// <summary>What it is on a day.</summary>
    public MaterialState StateOn(DateOnly day) =>
        EndedBy is MaterialEnding.Voided ? MaterialState.Voided
        : EndedBy is MaterialEnding.Replaced ? MaterialState.Replaced
        : DueOn is DateOnly due ? (day > due ? MaterialState.PromiseOverdue : MaterialState.Promised)
        : ValidTo < day ? MaterialState.Expired
        : IsDisputed ? MaterialState.Disputed
        : IsPending ? MaterialState.Pending
        : MaterialState.Valid;

    /// <summary>Whether it still counts on a day, be it to be looked at first: the same file handed in again is this one.</summary>
    public bool CountsOn(DateOnly day) => !IsErased && StateOn(day) is (MaterialState.Valid or MaterialState.Pending or MaterialState.Disputed);

    private static Material Of(MaterialRegistered registered, MaterialRow row) => new(
        registered.Handle, IdentifierOf(registered.Identifier), (int)registered.Edition, registered.HolderHandle, row.Index, TimeOf(row))
    {
        Level = LevelOf(registered.Level),
        IsPending = registered.Pending,
        ValidTo = registered.ValidTo.Length == 0 ? null : LicenceDate.Parse(registered.ValidTo),
        Case = registered.CaseLookup.IsEmpty ? null : new Digest(registered.CaseLookup.Span),
        Previous = NullIfEmpty(registered.PreviousHandle),
        ContentCommitment = new Digest(registered.ContentCommitment.Span),
        SealedFileSha256 = new Digest(registered.SealedFileSha256.Span),
    };

    private static Material Of(MaterialPromised promised, MaterialRow row) => new(
        promised.Handle, IdentifierOf(promised.Identifier), (int)promised.Edition, promised.HolderHandle, row.Index, TimeOf(row))
    {
        DueOn = LicenceDate.Parse(promised.DueOn),
        Case = new Digest(promised.CaseLookup.Span),
    };

    private static ByteString? NullIfEmpty(ByteString? handle) => handle is null || handle.IsEmpty ? null : handle;

    private static DateTimeOffset TimeOf(MaterialRow row) => DateTimeOffset.FromUnixTimeMilliseconds(row.Time);

    private static MaterialIdentifier IdentifierOf(string text) =>
        MaterialIdentifier.Find(text) ?? throw new FormatException("A row of materials has no identifier.");

    private static TrustLevel LevelOf(string code) => TrustLevelText.Find(code) ?? throw new FormatException("A row of materials has no level.");
}
