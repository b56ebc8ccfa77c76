namespace Ledger.Api.Federation;

/// <summary>How this node and the other provinces watch each other's logs.</summary>
/// <param name="Origin">This node's own log.</param>
/// <param name="MapAuditor">The key under which it signs what it recomputed, or null where it signs nothing.</param>
/// <param name="Mirrors">Its copies of the other logs.</param>
/// <param name="Quorum">
/// Whether the newest checkpoint of its own log that it shows has the quorum of its own trust policy: <c>met</c>, <c>below</c>, or
/// <c>none</c> where that asks for none or nothing is signed yet.
/// </param>
/// <param name="QuorumAt">When, by the witnesses, nothing newer had been seen.</param>
/// <param name="Cosigners">The witnesses and map auditors of its own log.</param>
/// <param name="ProvinceKeys">What the chain says of the other provinces' keys; null where the settings say them.</param>
public sealed record FederationResponse(
    string Origin,
    string? MapAuditor,
    IReadOnlyList<MirrorResponse> Mirrors,
    string Quorum,
    DateTimeOffset? QuorumAt,
    IReadOnlyList<CosignerResponse> Cosigners,
    ProvinceKeysResponse? ProvinceKeys);

/// <summary>How the provinces' keys stand that are read from the chain.</summary>
/// <param name="State"><c>unread</c>: never read, the settings count; <c>fresh</c>; <c>grace</c>: the chain gave no answer for ten minutes, what it said last counts; <c>refused</c>: for 24 hours, and the provinces that it names have no keys.</param>
/// <param name="ReadAt">When it was read last; null for never.</param>
/// <param name="Provinces">Division codes of those that it names; of the others the settings say the keys.</param>
public sealed record ProvinceKeysResponse(string State, DateTimeOffset? ReadAt, IReadOnlyList<string> Provinces);

/// <summary>A witness or map auditor of this node's own log.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Size">Size of the newest checkpoint it cosigned since this node started; 0 for none.</param>
/// <param name="CosignedAt">When it says it did.</param>
/// <param name="Trouble"><c>none</c>, <c>unreachable</c>, <c>refused</c>, <c>not-believed</c> or <c>diverged</c>.</param>
/// <param name="Reason">Why; empty without trouble.</param>
public sealed record CosignerResponse(string Name, long Size, DateTimeOffset? CosignedAt, string Trouble, string Reason);

/// <summary>The copy of another log.</summary>
/// <param name="Origin">The log.</param>
/// <param name="Size">Leaves copied, recomputed and compared with what the log signed.</param>
/// <param name="ClaimedSize">The greatest size that the log signed and showed since this node started.</param>
/// <param name="VerifiedAt">When the copy was last found to be all that the log signed.</param>
/// <param name="Trouble">
/// <c>none</c>, <c>unreachable</c>, <c>malformed</c>, <c>not-signed</c>, <c>shrunk</c>, <c>forked</c>, <c>rule-broken</c>,
/// <c>behind</c> or <c>copy-damaged</c>.
/// </param>
/// <param name="Chinese">Why; empty without trouble.</param>
/// <param name="English">The same in English.</param>
/// <param name="Evidence">What the log signed against its own word or the rules; stays until a person has looked into it.</param>
public sealed record MirrorResponse(
    string Origin,
    long Size,
    long ClaimedSize,
    DateTimeOffset? VerifiedAt,
    string Trouble,
    string Chinese,
    string English,
    IReadOnlyList<MirrorEvidenceResponse> Evidence);

/// <summary>Evidence against a log, under its own signatures.</summary>
/// <param name="Trouble"><c>forked</c> or <c>rule-broken</c>.</param>
/// <param name="FoundAt">When it was first seen.</param>
/// <param name="Chinese">What is wrong.</param>
/// <param name="English">The same in English.</param>
/// <param name="Verified">The signed checkpoint verified before; empty where there was none.</param>
/// <param name="VerifiedSm3">That of the SM3 twin.</param>
/// <param name="Shown">The signed checkpoint in question.</param>
/// <param name="ShownSm3">That of the SM3 twin; empty where none was shown.</param>
public sealed record MirrorEvidenceResponse(
    string Trouble,
    DateTimeOffset FoundAt,
    string Chinese,
    string English,
    string Verified,
    string VerifiedSm3,
    string Shown,
    string ShownSm3);
