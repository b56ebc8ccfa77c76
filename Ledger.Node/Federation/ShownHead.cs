using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Federation;

/// <summary>A signed checkpoint of this log as it is shown to others.</summary>
/// <param name="Head">The checkpoint and what it stands for.</param>
/// <param name="Note">Its text with the log's signature and the cosignatures collected for exactly it.</param>
/// <param name="Report">What the node's own trust policy says of it; null where that asks for no witnesses.</param>
internal sealed record ShownHead(LogHead Head, SignedNote Note, TlogPolicyReport? Report)
{
    /// <summary>Whether enough have cosigned it; true where nobody has to.</summary>
    public bool HasQuorum => Report?.IsQuorumMet ?? true;
}
