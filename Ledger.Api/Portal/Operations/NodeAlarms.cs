using Ledger.Api.Federation;
using Ledger.Api.Health;
using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Log;

namespace Ledger.Api.Portal.Operations;

/// <summary>What somebody has to look at now, by the same thresholds as docs/monitoring/alerts.yml.</summary>
internal static class NodeAlarms
{
    /// <summary>Bytes below which a disk is nearly full.</summary>
    public const long LeastFree = 5L << 30;

    private static readonly TimeSpan CertificateSoon = TimeSpan.FromDays(30);

    /// <summary>The alarms, the worst first.</summary>
    public static IEnumerable<TextInBoth> Of(ProvinceNode node, FederationResponse federation, DateTimeOffset now)
    {
        if (node.State.Mode is not WriterMode.Writing)
        {
            yield return new($"节点不能签发：{node.State.Chinese}", $"The node does not write: {node.State.English}");
        }

        if (node.AnchorWorker?.State is { } anchor)
        {
            if (anchor.Mismatch is not null)
            {
                yield return new($"链上锚定与账本不符：{anchor.Mismatch.Reason}", $"The chain has what this ledger cannot have written: {anchor.Mismatch.Reason}");
            }
            else if (anchor.IsLate)
            {
                TextInBoth why = TroubleText.Of(anchor.Failure);
                string since = anchor.PendingSince is DateTimeOffset pending ? BeijingTime.TextOf(pending) : "";
                yield return new($"锚定延迟：{since} 以来的记录尚未上链，{why.Chinese}。", $"Anchoring is late: nothing since {since} (Beijing time) is on the chain; {why.English}.");
            }
        }

        if (NodeGauges.FreeBytes(node) < LeastFree)
        {
            yield return new("磁盘将满（剩余不足 5 GiB）。", "The disk is nearly full: less than 5 GiB are free.");
        }

        foreach (MirrorResponse mirror in federation.Mirrors.Where(mirror => mirror.Trouble != "none" || mirror.Evidence.Count > 0))
        {
            yield return new($"他省日志 {mirror.Origin}：{mirror.Chinese}", $"The log {mirror.Origin}: {mirror.English}");
        }

        foreach (CosignerResponse cosigner in federation.Cosigners.Where(cosigner => cosigner.Trouble != "none"))
        {
            yield return new($"见证方 {cosigner.Name} 未联署：{cosigner.Reason}", $"{cosigner.Name} does not cosign: {cosigner.Reason}");
        }

        foreach ((string authority, DateTimeOffset end) in NodeGauges.CertificateEnds(node).Where(pair => pair.End - now < CertificateSoon))
        {
            yield return new($"{ShownStanding.NameOf(node, authority)}的签名证书将到期（{end:yyyy-MM-dd}）。", $"The certificates of {ShownStanding.NameOf(node, authority)} end on {end:yyyy-MM-dd}.");
        }
    }
}
