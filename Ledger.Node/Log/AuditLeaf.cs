namespace Ledger.Node.Log;

/// <summary>An entry of the audit log as the writer takes it: bytes that it does not look into.</summary>
/// <param name="Bytes">The entry exactly as it is hashed, at most 65,535 bytes.</param>
/// <param name="Subjects">Pseudonyms of what it concerns, 16 bytes each, none twice: it is found again by them.</param>
internal sealed record AuditLeaf(byte[] Bytes, IReadOnlyList<byte[]> Subjects);
