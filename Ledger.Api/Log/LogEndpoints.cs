using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Tiles;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Log;

/// <summary>The log as anybody may read it: C2SP tlog-tiles, its SM3 twin, proofs and statuses. Leaves name nobody.</summary>
internal static class LogEndpoints
{
    private const string Immutable = "public, max-age=31536000, immutable";

    public static void MapLog(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder log = routes.MapGroup("/log").WithTags("log");
        log.MapTiles(context => new OwnTiles(context.RequestServices.GetRequiredService<ProvinceNode>()));
        log.MapGet("/proof/{index:long}", Proof).WithSummary("c2sp.org/tlog-proof of one entry");
        log.MapGet("/consistency/{from:long}/{to:long}", Consistency)
            .WithSummary("That the log grew from one size to another, in both trees 一致性证明");
        log.MapGet("/status/{mapKey}", Status).WithSummary("Status bundle of one key 状态证明");
    }

    private static ContentHttpResult Proof(HttpContext context, ProvinceNode node, long index)
    {
        node.Ledger.RequireTrusted();
        using LedgerRead rows = node.Ledger.Read();
        LogProofs proofs = new(rows);
        LogHead head = proofs.Head;
        Digest[] path = proofs.Inclusion(MerkleHasher.Sha256, index, head.Size);
        context.Response.Headers.CacheControl = "no-cache";
        string hashes = string.Concat(path.Select(hash => hash.ToBase64() + "\n"));
        string text = string.Create(CultureInfo.InvariantCulture, $"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n{head.Note}");
        return TypedResults.Text(text, "text/plain; charset=utf-8");
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

    private static IResult Status(HttpContext context, ProvinceNode node, string mapKey)
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
        return TypedResults.Bytes(StatusBundles.Make(node.Ledger, node.Anchors, key).Format(), "application/json");
    }
}
