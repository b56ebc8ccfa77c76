using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Log;

/// <summary>The log as anybody may read it: C2SP tlog-tiles, its SM3 twin, proofs and statuses. Leaves name nobody.</summary>
internal static class LogEndpoints
{
    private const string Plain = "text/plain; charset=utf-8";

    // Tells whether the checkpoint shown has the quorum that this node's own trust policy asks for. A hint: verifiers count themselves.
    private const string Quorum = "Ledger-Quorum";
    private const string Immutable = "public, max-age=31536000, immutable";

    public static void MapLog(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder log = routes.MapGroup("/log").WithTags("log");
        log.MapGet("/checkpoint", Checkpoint)
            .WithSummary("Newest signed checkpoint 最新检查点");
        log.MapGet("/sm3/checkpoint", Sm3Checkpoint)
            .WithSummary("Newest signed checkpoint of the SM3 twin");
        log.MapGet("/tile/entries/{**number}", (HttpContext context, ProvinceNode node, string number) =>
            Tile(context, node, number, (proofs, place) => proofs.Entries(place.Index, place.Width))).WithSummary("Entry bundle");
        log.MapGet("/tile/{level:int:length(1)}/{**number}", (HttpContext context, ProvinceNode node, int level, string number) =>
            Tile(context, node, number, (proofs, place) => proofs.Tile(MerkleHasher.Sha256, level, place.Index, place.Width)))
            .WithSummary("Tile of the SHA-256 tree");
        log.MapGet("/sm3/tile/{level:int:length(1)}/{**number}", (HttpContext context, ProvinceNode node, int level, string number) =>
            Tile(context, node, number, (proofs, place) => proofs.Tile(MerkleHasher.Sm3, level, place.Index, place.Width)))
            .WithSummary("Tile of the SM3 tree");
        log.MapGet("/proof/{index:long}", ProofAsync).WithSummary("c2sp.org/tlog-proof of one entry");
        log.MapGet("/consistency/{from:long}/{to:long}", Consistency)
            .WithSummary("That the log grew from one size to another, in both trees 一致性证明");
        log.MapGet("/status/{mapKey}", StatusAsync).WithSummary("Status bundle of one key 状态证明");
    }

    private static ContentHttpResult Checkpoint(HttpContext context, ProvinceNode node)
    {
        ShownHead shown = Newest(context, node);
        context.Response.Headers[Quorum] = QuorumOf(shown);
        return TypedResults.Text(shown.Note.ToString(), Plain);
    }

    private static ContentHttpResult Sm3Checkpoint(HttpContext context, ProvinceNode node) =>
        TypedResults.Text(Newest(context, node).Head.Sm3Note, Plain);

    private static ShownHead Newest(HttpContext context, ProvinceNode node)
    {
        node.Ledger.RequireTrusted();
        context.Response.Headers.CacheControl = "no-cache";
        return node.Witnessing.Cosigned.Newest();
    }

    private static string QuorumOf(ShownHead shown) => shown.Report switch
    {
        null => "none asked for",
        { QuorumTime: DateTimeOffset time } => string.Create(CultureInfo.InvariantCulture, $"met; time={time.ToUnixTimeSeconds()}"),
        _ => "below",
    };

    private static IResult Tile(HttpContext context, ProvinceNode node, string number, Func<LogProofs, TilePlace, byte[]> read)
    {
        if (!TilePlace.TryParse(number, out TilePlace place))
        {
            return ProblemResults.NotFound();
        }

        using LedgerRead rows = node.Ledger.Read();
        byte[] tile = read(new LogProofs(rows), place);
        context.Response.Headers.CacheControl = node.Ledger.State.Mode is WriterMode.Quarantined ? "no-store" : Immutable;
        return TypedResults.Bytes(tile, "application/octet-stream");
    }

    private static async Task<ContentHttpResult> ProofAsync(HttpContext context, ProvinceNode node, long index, CancellationToken cancel)
    {
        node.Ledger.RequireTrusted();
        ShownHead shown = await node.Witnessing.Cosigned.CoveringAsync(index, cancel);
        using LedgerRead rows = node.Ledger.Read();
        Digest[] path = new LogProofs(rows, shown.Head).Inclusion(MerkleHasher.Sha256, index, shown.Head.Size);
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers[Quorum] = QuorumOf(shown);
        return TypedResults.Text(new TlogProof(index, path, shown.Note.ToString()).Format(), Plain);
    }

    private static FileContentHttpResult Consistency(HttpContext context, ProvinceNode node, long from, long to)
    {
        using LedgerRead rows = node.Ledger.Read();
        LogProofs proofs = new(rows);
        LogConsistency path = new(
            from, to, proofs.Consistency(MerkleHasher.Sha256, from, to), proofs.Consistency(MerkleHasher.Sm3, from, to));
        context.Response.Headers.CacheControl = Immutable;
        return TypedResults.Bytes(path.Format(), "application/json");
    }

    private static async Task<IResult> StatusAsync(HttpContext context, ProvinceNode node, string mapKey, CancellationToken cancel)
    {
        Digest key;
        try
        {
            key = Digest.FromHex(mapKey);
        }
        catch (FormatException)
        {
            return ProblemResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes((await node.ProveAsync(key, cancel)).Format(), "application/json");
    }
}
