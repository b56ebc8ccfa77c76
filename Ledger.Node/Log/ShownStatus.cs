using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>The status of a subject as it is shown to others, and how far the proof reaches.</summary>
/// <param name="Bundle">The proof.</param>
/// <param name="HasQuorum">Whether enough have cosigned its checkpoint; true where nobody has to.</param>
/// <param name="AsOf">Until when it is shown that nothing newer happened: the witnesses' time, or else the log's own.</param>
internal sealed record ShownStatus(StatusBundle Bundle, bool HasQuorum, DateTimeOffset AsOf)
{
    /// <summary>Whether the bundle shows every event of the subject.</summary>
    public bool IsWhole => Bundle.Events.Count == (Bundle.Status?.Version ?? 0);
}
