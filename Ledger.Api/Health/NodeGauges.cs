using System.Diagnostics.Metrics;
using Ledger.Node;
using Ledger.Node.Anchoring;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Ledger.Node.Seals;

namespace Ledger.Api.Health;

/// <summary>What a node is like at the moment somebody reads it: sizes, ages and troubles, of logs and keys and never of people.</summary>
internal sealed class NodeGauges : IDisposable
{
    private readonly Meter _meter;
    private readonly ProvinceNode _node;
    private readonly TimeProvider _time;

    public NodeGauges(ProvinceNode node, TimeProvider time, IMeterFactory meters)
    {
        (_node, _time) = (node, time);
        _meter = meters.Create("Ledger.Node");
        Log();
        Anchoring();
        Federation();
        Machine();
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private AnchorState? Anchor => _node.AnchorWorker?.State;

    public void Dispose() => _meter.Dispose();

    private void Log()
    {
        _meter.CreateObservableGauge("ledger.writer.writing", () => _node.State.Mode is WriterMode.Writing ? 1 : 0, description: "1 where the node writes and signs.");
        _meter.CreateObservableGauge("ledger.log.size", () => _node.Ledger.Head?.Size ?? 0, "{leaf}", "Leaves under the newest signed checkpoint.");
        _meter.CreateObservableGauge(
            "ledger.log.age", () => _node.Ledger.Head is LogHead head ? (Now - head.MapCommit.Time).TotalSeconds : 0, "s", "Since the last leaf.");
    }

    private void Anchoring()
    {
        _meter.CreateObservableGauge("ledger.anchor.size", () => Anchor?.AnchoredSize ?? 0, "{leaf}", "Leaves under the newest final anchor.");
        _meter.CreateObservableGauge(
            "ledger.anchor.lag", () => Anchor?.PendingSince is DateTimeOffset since ? (Now - since).TotalSeconds : 0, "s", "Since when leaves wait for an anchor.");
        _meter.CreateObservableGauge("ledger.anchor.late", () => Anchor?.IsLate is true ? 1 : 0, description: "1 where that is longer than the settings allow.");
        _meter.CreateObservableGauge(
            "ledger.anchor.mismatch", () => Anchor?.Mismatch is null ? 0 : 1, description: "1 where the chain has what this ledger cannot have written.");
    }

    private void Federation()
    {
        _meter.CreateObservableGauge(
            "ledger.cosigner.lag",
            () => _node.Witnessing.Feeder.States.Select(state => Of(Math.Max(0, (_node.Ledger.Head?.Size ?? 0) - state.Size), state.Name)),
            "{leaf}",
            "Leaves that a cosigner has not cosigned.");
        _meter.CreateObservableGauge(
            "ledger.cosigner.trouble",
            () => _node.Witnessing.Feeder.States.Select(state => Of(state.Trouble is WitnessTrouble.None ? 0 : 1, state.Name)),
            description: "1 where a cosigner does not do its work.");
        _meter.CreateObservableGauge(
            "ledger.mirror.lag", () => _node.Mirrors.All.Select(mirror => Of(Math.Max(0, mirror.State.ClaimedSize - mirror.State.Size), mirror.Origin)), "{leaf}", "Leaves of another log not copied yet.");
        _meter.CreateObservableGauge(
            "ledger.mirror.trouble", () => _node.Mirrors.All.Select(mirror => Of(mirror.State.Trouble is MirrorTrouble.None ? 0 : 1, mirror.Origin)), description: "1 where something is wrong with another log.");
    }

    private void Machine()
    {
        _meter.CreateObservableGauge("ledger.disk.free", () => FreeBytes(_node), "By", "Free where the node's folder lies.");
        _meter.CreateObservableGauge(
            "ledger.certificate.remaining",
            () => CertificateEnds(_node).Select(pair => Of((pair.End - Now).TotalSeconds, pair.Authority)),
            "s",
            "Until an authority's newest seal or signing certificate ends.");
    }

    /// <summary>Free bytes where the node's folder lies.</summary>
    public static long FreeBytes(ProvinceNode node) => new DriveInfo(node.Options.Folder).AvailableFreeSpace;

    /// <summary>When each authority's newest certificates end, the soonest first.</summary>
    public static IReadOnlyList<(string Authority, DateTimeOffset End)> CertificateEnds(ProvinceNode node) =>
        [.. node.Keys.Authorities.GroupBy(keys => keys.Code, EndOf).Select(ends => (ends.Key, ends.Max())).OrderBy(pair => pair.Item2)];

    private static DateTimeOffset EndOf(AuthorityKeys keys) =>
        keys.SealCertificate.NotAfter < keys.SigningCertificate.NotAfter ? keys.SealCertificate.NotAfter : keys.SigningCertificate.NotAfter;

    private static Measurement<T> Of<T>(T value, string name)
        where T : struct => new(value, new KeyValuePair<string, object?>("name", name));
}
