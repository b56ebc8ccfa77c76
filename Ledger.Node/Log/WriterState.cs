namespace Ledger.Node.Log;

/// <summary>Whether the ledger takes writes, and if not, why.</summary>
/// <param name="Mode">What it does.</param>
/// <param name="Chinese">Why, in one sentence; empty while it writes.</param>
/// <param name="English">The same in English.</param>
internal sealed record WriterState(WriterMode Mode, string Chinese, string English)
{
    /// <summary>All is well.</summary>
    public static WriterState Writing { get; } = new(WriterMode.Writing, string.Empty, string.Empty);

    /// <summary>The stored log was not compared yet with what others remember of it.</summary>
    public static WriterState Waiting { get; } = new(
        WriterMode.Waiting,
        "账本启动后尚未有足够的外部方（区块链、见证方）答复其所记的检查点，在此之前只读、不签署。",
        "Too few of those who remember this log (the chain, the witnesses) have answered since the start: until then it is read-only and signs nothing.");
}
