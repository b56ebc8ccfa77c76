namespace Ledger.Crypto.Transparency;

/// <summary>Which known keys signed a note.</summary>
/// <param name="Verified">
/// Each key once. Empty as soon as one signature of a known key fails: then nothing in the note counts.
/// </param>
/// <param name="Failed">Known keys whose signature does not verify.</param>
public sealed record NoteReport(IReadOnlyList<VerifiedNoteSignature> Verified, IReadOnlyList<NoteVerifier> Failed)
{
    /// <summary>Whether this key signed and no known key's signature failed.</summary>
    public bool IsSignedBy(NoteVerifier verifier) => Verified.Any(signature => signature.Verifier.Equals(verifier));
}
