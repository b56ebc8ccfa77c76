using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>One licence of several to be issued.</summary>
/// <param name="Request">What to issue.</param>
/// <param name="Key">Makes repetition safe: the same request gives the same licence.</param>
internal sealed record IssueItem(IssueLicence Request, RequestKey Key);
