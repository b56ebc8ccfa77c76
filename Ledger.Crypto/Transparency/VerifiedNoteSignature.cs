namespace Ledger.Crypto.Transparency;

/// <summary>A signature that verified.</summary>
/// <param name="Verifier">The key that made it.</param>
/// <param name="Time">For a cosignature, when the cosigner saw the note as the newest.</param>
public sealed record VerifiedNoteSignature(NoteVerifier Verifier, DateTimeOffset? Time);
