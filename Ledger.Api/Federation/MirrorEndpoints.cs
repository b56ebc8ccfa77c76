using Ledger.Api.Tiles;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Ledger.Node.Security;

namespace Ledger.Api.Federation;

/// <summary>The copies of the other logs, for anybody to read and audit, and what is wrong with them.</summary>
internal static class MirrorEndpoints
{
    public static void MapMirrors(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/mirror/{origin}").WithTags("mirror").MapTiles(SourceOf);
        routes.MapGet("/api/v1/federation", StateOf).WithTags("federation")
            .WithSummary("The copies of the other logs, and every alarm about them 镜像与告警").Produces<FederationResponse>();
    }

    private static MirroredTiles? SourceOf(HttpContext context)
    {
        ProvinceNode node = context.RequestServices.GetRequiredService<ProvinceNode>();
        return OriginKeys.Parse(context.GetRouteValue("origin") as string) is { } key && node.Mirrors.Find(key) is LogMirror mirror
            ? new MirroredTiles(mirror, node.Ledger.State.Mode is not WriterMode.Quarantined)
            : null;
    }

    internal static FederationResponse StateOf(ProvinceNode node, TimeProvider time)
    {
        TlogPolicyReport? report = node.Ledger.Head is null ? null : node.Witnessing.Cosigned.Newest().Report;
        return new FederationResponse(
            node.Options.Origin,
            node.Mirrors.Auditor?.Verifier.ToString(),
            [.. node.Mirrors.All.Select(Of)],
            report is null ? "none" : report.IsQuorumMet ? "met" : "below",
            report?.QuorumTime,
            [.. node.Witnessing.Feeder.States.Select(Of)],
            node.ProvinceKeys is ProvinceKeys keys ? new ProvinceKeysResponse(keys.StateAt(time.GetUtcNow()), keys.ReadAt, [.. keys.Divisions]) : null);
    }

    private static CosignerResponse Of(WitnessState state) =>
        new(state.Name, state.Size, state.Time, NameOf(state.Trouble), state.Reason);

    private static MirrorResponse Of(LogMirror mirror)
    {
        MirrorState state = mirror.State;
        return new MirrorResponse(
            mirror.Origin,
            state.Size,
            state.ClaimedSize,
            state.Time,
            NameOf(state.Trouble),
            state.Chinese,
            state.English,
            [.. mirror.Evidence.Select(Of)]);
    }

    private static MirrorEvidenceResponse Of(MirrorEvidence evidence) => new(
        NameOf(evidence.Trouble),
        evidence.Time,
        evidence.Chinese,
        evidence.English,
        evidence.Verified,
        evidence.VerifiedSm3,
        evidence.Shown,
        evidence.ShownSm3);

    private static string NameOf(WitnessTrouble trouble) => trouble switch
    {
        WitnessTrouble.None => "none",
        WitnessTrouble.Unreachable => "unreachable",
        WitnessTrouble.Refused => "refused",
        WitnessTrouble.NotBelieved => "not-believed",
        WitnessTrouble.Diverged => "diverged",
        _ => throw new InvalidOperationException($"No name for {trouble}."),
    };

    private static string NameOf(MirrorTrouble trouble) => trouble switch
    {
        MirrorTrouble.None => "none",
        MirrorTrouble.Unreachable => "unreachable",
        MirrorTrouble.Malformed => "malformed",
        MirrorTrouble.NotSigned => "not-signed",
        MirrorTrouble.Shrunk => "shrunk",
        MirrorTrouble.Forked => "forked",
        MirrorTrouble.RuleBroken => "rule-broken",
        MirrorTrouble.Behind => "behind",
        MirrorTrouble.CopyDamaged => "copy-damaged",
        _ => throw new InvalidOperationException($"No name for {trouble}."),
    };
}
