namespace Ledger.Crypto.Transparency;

/// <summary>What a policy says of a checkpoint.</summary>
/// <param name="IsSigned">A log of the policy signed it under its own origin.</param>
/// <param name="IsQuorumMet">Enough witnesses cosigned it.</param>
/// <param name="Cosignatures">The cosignatures that counted. Empty as soon as a known key's signature fails.</param>
/// <param name="Failed">Known keys whose signature does not verify: then the whole note counts for nothing.</param>
public sealed record TlogPolicyReport(
    bool IsSigned,
    bool IsQuorumMet,
    IReadOnlyList<VerifiedNoteSignature> Cosignatures,
    IReadOnlyList<NoteVerifier> Failed)
{
    /// <summary>Whether the policy accepts the checkpoint.</summary>
    public bool IsAccepted => IsSigned && IsQuorumMet;
}
