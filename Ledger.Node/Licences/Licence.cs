using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>证照: one version of a licence, its state and its rules. The fields of its face are not here: they lie sealed.</summary>
internal sealed partial record Licence
{
    private readonly LicenceRow _row;

    /// <summary>The licence that a row tells of.</summary>
    /// <param name="row">Not to be changed by anybody any more.</param>
    /// <exception cref="FormatException">The row holds what no event leaves.</exception>
    internal Licence(LicenceRow row)
    {
        _row = row;
        Identifier = LicenceIdentifier.Parse(Issued.Identifier);
        Validity = Validity.Parse(Issued.ValidFrom, Issued.ValidTo);
        Act = LicenceActText.TryParse(Issued.Act, out LicenceAct act) ? act : throw new FormatException($"\"{Issued.Act}\" is not an act.");
        EndedBy = _row.Revoked is null ? null : ReasonOf(_row.Revoked);
    }

    /// <summary>证照标识.</summary>
    public LicenceIdentifier Identifier { get; }

    /// <summary>有效期.</summary>
    public Validity Validity { get; }

    /// <summary>What brought this version about.</summary>
    public LicenceAct Act { get; }

    /// <summary>How it ended; null while it has not.</summary>
    public RevocationReason? EndedBy { get; }

    /// <summary>Its 16 bytes in the log.</summary>
    public ByteString Handle => Issued.Handle;

    /// <summary>The holders' 16 bytes in printed order, the first at least.</summary>
    public IReadOnlyList<ByteString> Holders => [Issued.HolderHandle, .. Issued.CoHolderHandles];

    /// <summary>Edition of the type's definition that it was issued under; the first where the event is of before editions were counted.</summary>
    public int Edition => (int)Math.Max(1, Issued.Edition);

    /// <summary>SM3 of the statement that was signed.</summary>
    public Digest StatementSm3 => new(Issued.StatementSm3.Span);

    /// <summary>SM3 of the printed code that opens its public page; null where none is printed.</summary>
    public Digest? CheckCodeSm3 => Issued.CheckCodeSm3.IsEmpty ? null : new Digest(Issued.CheckCodeSm3.Span);

    /// <summary>What stands for its printed number (see <see cref="Parties.HolderSecrets.NumberLookup"/>); null where the event has none.</summary>
    public Digest? NumberLookup => Issued.NumberLookup.IsEmpty ? null : new Digest(Issued.NumberLookup.Span);

    /// <summary>Handle of the seal that it bears; null where it was issued before seals stood in the log.</summary>
    public ByteString? SealHandle => Issued.SealHandle.IsEmpty ? null : Issued.SealHandle;

    /// <summary>关联证照标识: the licence that it continues, or null.</summary>
    public string? Previous => Issued.Previous.Length > 0 ? Issued.Previous : null;

    /// <summary>Handle of <see cref="Previous"/> where that stands in this log, or null.</summary>
    public ByteString? PreviousHandle => Issued.PreviousHandle.IsEmpty ? null : Issued.PreviousHandle;

    /// <summary>Handle of the version that took its place, or null.</summary>
    public ByteString? SuccessorHandle => _row.Revoked is { SuccessorHandle.IsEmpty: false } revoked ? revoked.SuccessorHandle : null;

    /// <summary>Identifiers of the licences that a composite one brings together; empty for any other.</summary>
    public IReadOnlyList<string> Components => Issued.Components;

    /// <summary>Log index of the issuing, beside which the sealed document lies.</summary>
    public long IssuedIndex => _row.IssuedIndex;

    /// <summary>When it was issued.</summary>
    public DateTimeOffset IssuedAt => DateTimeOffset.FromUnixTimeMilliseconds(_row.IssuedTime);

    /// <summary>Log index of the last event.</summary>
    public long LastIndex => _row.LastIndex;

    /// <summary>When the last event was written.</summary>
    public DateTimeOffset LastAt => DateTimeOffset.FromUnixTimeMilliseconds(_row.LastTime);

    /// <summary>Whether it is suspended; false once it has ended.</summary>
    public bool IsSuspended => _row.Suspended is not null && EndedBy is null;

    /// <summary>Whether an objection is open; false once it has ended.</summary>
    public bool IsDisputed => _row.Disputed is not null && EndedBy is null;

    /// <summary>Day of the next annual check, or null.</summary>
    public DateOnly? NextCheckDue => _row.Checked is { NextDue.Length: > 0 } check ? LicenceDate.Parse(check.NextDue) : null;

    /// <summary>Number of events so far, the issuing included.</summary>
    public int EventCount => _row.EventCount;

    /// <summary>Whether the last annual check was passed; null where none was entered.</summary>
    public bool? PassedLastCheck => _row.Checked is { } check ? check.ResultCode == "passed" : null;
    /// <summary>Open flags, the oldest first, at most one of each rule; none any more once it has ended.</summary>
    public IReadOnlyList<LicenceFlag> Flags => EndedBy is null ? [.. _row.Flags.Select(LicenceFlag.Of)] : [];

    /// <summary>What issuing it set off among other licences; null where nothing.</summary>
    public LicenceRippled? Rippled => _row.Rippled?.Clone();

    private LicenceIssued Issued => _row.Issued;

    /// <summary>What it is on a day, by the events so far.</summary>
    public LicenceState StateOn(DateOnly day) =>
        EndedBy is RevocationReason reason ? reason.StateAfter()
        : IsSuspended ? LicenceState.Suspended
        : Validity.To < day ? LicenceState.Expired
        : Validity.From > day ? LicenceState.NotYetValid
        : LicenceState.Valid;

    /// <summary>Whether it may be relied upon on a day: begun, not past its last day, neither suspended nor ended.</summary>
    public bool IsInForce(DateOnly day) => StateOn(day) is LicenceState.Valid;

    /// <summary>The row, to be stored.</summary>
    internal byte[] ToRow() => _row.ToByteArray();

    private static RevocationReason ReasonOf(LicenceRevoked revoked) =>
        RevocationReasonText.TryParse(revoked.ReasonCode, out RevocationReason reason)
            ? reason
            : throw new FormatException($"\"{revoked.ReasonCode}\" is not a reason of revocation.");
}
