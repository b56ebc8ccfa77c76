namespace Ledger.Node.Storage;

/// <summary>Where the store lies and how much memory it may take.</summary>
internal sealed record StoreOptions
{
    /// <summary>Folder of the database; made when absent.</summary>
    public required string Folder { get; init; }

    /// <summary>Cache of blocks read, in MiB, for all columns together.</summary>
    public int BlockCacheMebibytes { get; init; } = 64;

    /// <summary>What was worked out of rows that only grow, in MiB; taken as it is needed.</summary>
    public int GrownCacheMebibytes { get; init; } = 128;

    /// <summary>Rows held in memory before they are written to a table file, in MiB, for all columns together.</summary>
    public int WriteBufferMebibytes { get; init; } = 64;
}
