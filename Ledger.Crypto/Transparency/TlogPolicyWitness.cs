namespace Ledger.Crypto.Transparency;

/// <summary>A witness that a policy knows.</summary>
/// <param name="Name">Its name within the policy.</param>
/// <param name="Key">Its cosignature key.</param>
/// <param name="Address">Where checkpoints may be submitted to it, or null.</param>
public sealed record TlogPolicyWitness(string Name, NoteVerifier Key, Uri? Address);
