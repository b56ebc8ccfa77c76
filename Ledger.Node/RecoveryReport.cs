namespace Ledger.Node;

/// <summary>What a recovery did.</summary>
/// <param name="Source">The mirror whose copy was taken.</param>
/// <param name="StoredSize">Leaves that the database had.</param>
/// <param name="Size">Leaves that it has now.</param>
/// <param name="LostBodies">Events among those between whose bodies are lost.</param>
internal sealed record RecoveryReport(Uri Source, long StoredSize, long Size, long LostBodies);
