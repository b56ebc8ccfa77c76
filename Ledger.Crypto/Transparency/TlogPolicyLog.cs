namespace Ledger.Crypto.Transparency;

/// <summary>A log that a policy knows.</summary>
/// <param name="Key">Its key; the key's name is the log's origin.</param>
/// <param name="Address">Where it may be read, or null.</param>
public sealed record TlogPolicyLog(NoteVerifier Key, Uri? Address);
