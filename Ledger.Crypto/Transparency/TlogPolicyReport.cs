namespace Ledger.Crypto.Transparency;

/// <summary>What a policy says of a checkpoint.</summary>
/// <param name="IsSigned">A log of the policy signed it under its own origin.</param>
/// <param name="IsQuorumMet">Enough witnesses cosigned it.</param>
/// <param name="Cosignatures">The cosignatures that counted. Empty as soon as a known key's signature fails.</param>
/// <param name="Failed">Known keys whose signature does not verify: then the whole note counts for nothing.</param>
/// <param name="QuorumTime">
/// The newest time such that the cosignatures of that time or later still make the quorum: by then so many had seen nothing
/// newer. Null where the quorum is not met, or is <see cref="TlogPolicy.NoQuorum"/>.
/// </param>
public sealed record TlogPolicyReport(
    bool IsSigned,
    bool IsQuorumMet,
    IReadOnlyList<VerifiedNoteSignature> Cosignatures,
    IReadOnlyList<NoteVerifier> Failed,
    DateTimeOffset? QuorumTime)
{
    /// <summary>Whether the policy accepts the checkpoint.</summary>
    public bool IsAccepted => IsSigned && IsQuorumMet;
}
