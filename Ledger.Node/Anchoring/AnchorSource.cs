using Ledger.Crypto.Hashing;
using Ledger.Node.Log;

namespace Ledger.Node.Anchoring;

/// <summary>The log that is anchored, as far as anchoring sees it.</summary>
/// <param name="Head">What an anchor of its newest signed checkpoint would say; null as long as there is none.</param>
/// <param name="RootAt">Root of its SHA-256 tree at an earlier size.</param>
/// <param name="Refuted">Told when the chain has what this log cannot have written; null where nobody listens.</param>
internal sealed record AnchorSource(Func<Anchor?> Head, Func<long, Digest> RootAt, Action<AnchorMismatch>? Refuted = null)
{
    /// <summary>The log of a writer.</summary>
    public static AnchorSource Of(LedgerWriter writer) => new(
        () => writer.Head is LogHead head ? Anchor.Of(head) : null,
        size =>
        {
            using LedgerRead rows = writer.Read();
            return LogTree.Sha256(rows).Root(size);
        },
        mismatch => writer.Quarantine(
            $"链上锚定与本日志不符，日志被回滚或被复制后另行写入：{mismatch.Reason}",
            $"The log was rolled back, or copied and written on. {mismatch.Reason}"));
}
