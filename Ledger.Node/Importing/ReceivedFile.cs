namespace Ledger.Node.Importing;

/// <summary>A file that was received whole, read through once and sealed.</summary>
/// <param name="Name">Its random name in the folder of the imports.</param>
/// <param name="Header">The column names of a CSV file.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Sm3">SM3 of everything that was asked for, the file included.</param>
internal sealed record ReceivedFile(string Name, IReadOnlyList<string> Header, long Rows, Crypto.Hashing.Digest Sm3);
