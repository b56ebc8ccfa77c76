namespace Ledger.Node.Federation;

/// <summary>How far a mirror is, and what is wrong.</summary>
/// <param name="Size">Leaves copied and recomputed; 0 for none.</param>
/// <param name="Time">When the copy was last found to be all that the log signed, or null.</param>
/// <param name="ClaimedSize">The greatest size that the log signed and showed since this node started.</param>
/// <param name="Trouble">What was wrong the last time.</param>
/// <param name="Chinese">The same as a sentence; empty without trouble.</param>
/// <param name="English">The same in English.</param>
internal sealed record MirrorState(
    long Size, DateTimeOffset? Time, long ClaimedSize, MirrorTrouble Trouble, string Chinese, string English)
{
    /// <summary>Before the first step.</summary>
    public static MirrorState Unknown { get; } = new(0, null, 0, MirrorTrouble.None, "", "");
}
