using Ledger.Api.Problems;

namespace Ledger.Api.Licences;

/// <summary>Which moment of the past an answer is about, and what proves it.</summary>
/// <param name="At">The moment, in UTC.</param>
/// <param name="StatusBundle">Where the proof lies: the status bundle of the version that was current then.</param>
/// <param name="AsOf">Until when the proof shows that nothing else happened.</param>
/// <param name="Reach">
/// <c>covers</c>: who verifies the proof finds the same. Not so for <c>not-yet</c> (nothing later than the moment is signed yet),
/// <c>below-quorum</c> (too few witnesses so far) and <c>too-many-events</c> (more than a bundle shows).
/// </param>
/// <param name="Says">What the proof shows of this answer, and what it does not.</param>
public sealed record PointInTimeContract(DateTimeOffset At, string StatusBundle, DateTimeOffset AsOf, string Reach, TextInBoth Says);

/// <summary>A page of what happened to a licence.</summary>
/// <param name="Events">In the order of the log; at most 200.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null where there is none.</param>
public sealed record LicenceEventsResponse(IReadOnlyList<LicenceEventContract> Events, long? Next);

/// <summary>One event of a licence.</summary>
/// <param name="Index">Its index in the log.</param>
/// <param name="Event">Its name, such as <c>licence.suspended.v1</c>; null where its content was lost.</param>
/// <param name="Identifier">证照标识 of the version that it happened to.</param>
/// <param name="Code">What brought a version about, how it ended, the result of a check, the outcome of an objection, or the rule of a flag; null for others.</param>
/// <param name="Status">What that version was after it, on that day; <c>unknown</c> where content was lost on which it depends.</param>
/// <param name="Disputed">Whether an objection was open after it.</param>
/// <param name="LegalBasis">The provision relied upon.</param>
/// <param name="DecidedOn">Day of the decision.</param>
/// <param name="Until">暂扣: day until which it was decided; 校验: day of the next check; null for others.</param>
/// <param name="Reference">异议标注: number of the objection; 转出: division code of the province; null for others.</param>
/// <param name="Operator">经办人; null where a holder was erased.</param>
/// <param name="Note">The note; null for none, and where a holder was erased.</param>
/// <param name="Time">When the log took it in.</param>
/// <param name="LeafHash">SHA-256 Merkle leaf hash, base64.</param>
/// <param name="Anchor"><c>anchored</c>, or <c>pending</c> (上链待确认).</param>
public sealed record LicenceEventContract(
    long Index,
    string? Event,
    string Identifier,
    string? Code,
    string Status,
    bool Disputed,
    string? LegalBasis,
    string? DecidedOn,
    string? Until,
    string? Reference,
    string? Operator,
    string? Note,
    DateTimeOffset Time,
    string LeafHash,
    string Anchor);
