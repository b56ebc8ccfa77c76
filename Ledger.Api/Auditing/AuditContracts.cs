namespace Ledger.Api.Auditing;

/// <summary>What the log says of the audit log.</summary>
/// <param name="Index">Log index of the event that says it: <c>/log/proof/{index}</c> proves its leaf.</param>
/// <param name="Body">Body of that event in base64, which its leaf hashes; null where it was lost before a recovery.</param>
/// <param name="Size">Number of entries that it commits to.</param>
/// <param name="Sha256Root">Root of their SHA-256 tree in base64; the proofs lead to it.</param>
/// <param name="Sm3Root">Root of their SM3 tree in base64.</param>
public sealed record AuditCommitmentContract(long Index, string? Body, long Size, string Sha256Root, string Sm3Root);

/// <summary>What an access was for, as far as it was said.</summary>
/// <param name="ItemCode">事项编码, or null.</param>
/// <param name="CaseNumber">Pseudonym of 业务流水号 in hexadecimal, or null.</param>
/// <param name="Organisation">Pseudonym of the asking organisation's name, or null.</param>
/// <param name="Use">Pseudonym of 用途, or null.</param>
public sealed record AuditPurposeContract(string? ItemCode, string? CaseNumber, string? Organisation, string? Use);

/// <summary>An entry of the audit log. Pseudonyms are 32 hexadecimal digits.</summary>
/// <param name="Number">Its place, from 0.</param>
/// <param name="Time">When it was recorded.</param>
/// <param name="Actor"><c>anyone</c>, <c>department</c>, <c>auditor</c>, <c>citizen</c>, <c>staff</c> or <c>node</c>.</param>
/// <param name="System">Name of the system; of staff who act for an authority its code; null for other people and for anyone.</param>
/// <param name="Person">Pseudonym of the person, or null.</param>
/// <param name="Network">Network of the caller, for example <c>203.0.113.0/24</c>; null where nobody knows.</param>
/// <param name="Action">Method and route, or one word.</param>
/// <param name="Subjects">Pseudonyms of the licences, holders and other things concerned.</param>
/// <param name="Purpose">What for; null where nothing was said.</param>
/// <param name="Status">HTTP status of the answer; 0 where there is none.</param>
/// <param name="Code">Code of the refusal; null where it was answered.</param>
/// <param name="Trace">Trace identifier, 32 hexadecimal digits.</param>
/// <param name="Count">How many such calls it stands for.</param>
/// <param name="KeyId">Which key the pseudonyms are under, 16 hexadecimal digits.</param>
/// <param name="Entry">The bytes that the tree hashes, in base64.</param>
/// <param name="Proof">Its inclusion in the SHA-256 tree of the commitment: hashes in base64, RFC 6962, 2.1.1.</param>
public sealed record AuditEntryContract(
    long Number,
    DateTimeOffset Time,
    string Actor,
    string? System,
    string? Person,
    string? Network,
    string Action,
    IReadOnlyList<string> Subjects,
    AuditPurposeContract? Purpose,
    int Status,
    string? Code,
    string Trace,
    long Count,
    string KeyId,
    string Entry,
    IReadOnlyList<string> Proof);

/// <summary>A page of the audit log: what the log commits to, and nothing newer.</summary>
/// <param name="Entries">In order, without gaps.</param>
/// <param name="Next">Where the next page begins; null where nothing more is committed to yet.</param>
/// <param name="Commitment">What the proofs lead to; null before the first.</param>
public sealed record AuditPageResponse(IReadOnlyList<AuditEntryContract> Entries, long? Next, AuditCommitmentContract? Commitment);
