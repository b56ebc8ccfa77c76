namespace Ledger.Node.Log;

/// <summary>Whether the ledger takes writes, and if not, why.</summary>
/// <param name="Mode">What it does.</param>
/// <param name="Chinese">Why, in one sentence; empty while it writes.</param>
/// <param name="English">The same in English.</param>
internal sealed record WriterState(WriterMode Mode, string Chinese, string English)
{
    /// <summary>All is well.</summary>
    public static WriterState Writing { get; } = new(WriterMode.Writing, string.Empty, string.Empty);
}
