using Ledger.Api.Problems;
using Ledger.Api.Tiles;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Ledger.Api.Log;

/// <summary>The log as anybody may read it: C2SP tlog-tiles, its SM3 twin, proofs and statuses. Leaves name nobody.</summary>
internal static class LogEndpoints
{
    private const string Dense = "application/x.ledger.status";
    private const string DenseWhole = "application/x.ledger.status;parts=all";
    private const string Plain = "text/plain; charset=utf-8";

    private const string Immutable = "public, max-age=31536000, immutable";

    public static void MapLog(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder log = routes.MapGroup("/log").WithTags("log");
        log.MapTiles(context => new OwnTiles(context.RequestServices.GetRequiredService<ProvinceNode>()));
        log.MapGet("/signed/checkpoint", (HttpContext context, ProvinceNode node) => Signed(context, node, head => head.Note))
            .WithSummary("Newest signed checkpoint, cosigned or not, for those who are to cosign it");
        log.MapGet("/signed/sm3/checkpoint", (HttpContext context, ProvinceNode node) => Signed(context, node, head => head.Sm3Note))
            .WithSummary("The same of the SM3 twin");
        log.MapGet("/proof/{index:long}", ProofAsync).WithSummary("c2sp.org/tlog-proof of one entry");
        log.MapGet("/consistency/{from:long}/{to:long}", Consistency)
            .WithSummary("That the log grew from one size to another, in both trees 一致性证明");
        log.MapGet("/status/{mapKey}", StatusAsync).WithSummary("Status bundle of one key 状态证明");
    }

    /// <summary>What a cosigner has to look at has no quorum yet.</summary>
    private static IResult Signed(HttpContext context, ProvinceNode node, Func<LogHead, string> note)
    {
        node.Ledger.RequireTrusted();
        context.Response.Headers.CacheControl = "no-cache";
        return node.Ledger.Head is LogHead head ? TypedResults.Text(note(head), Plain) : ProblemResults.NotFound();
    }

    private static async Task<ContentHttpResult> ProofAsync(HttpContext context, ProvinceNode node, long index, CancellationToken cancel)
    {
        node.Ledger.RequireTrusted();
        ShownHead shown = await node.Witnessing.Cosigned.CoveringAsync(index, cancel);
        using LedgerRead rows = node.Ledger.Read();
        Digest[] path = new LogProofs(rows, shown.Head).Inclusion(MerkleHasher.Sha256, index, shown.Head.Size);
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers[QuorumHeader.Name] = QuorumHeader.Of(shown);
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

        StatusBundle bundle = await node.ProveAsync(key, cancel);
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = HeaderNames.Accept;
        return DensePartsAskedFor(context.Request.Headers.Accept) is DenseParts parts
            ? TypedResults.Bytes(DenseStatusBundle.Write(bundle, parts), Dense)
            : TypedResults.Bytes(bundle.Format(), "application/json");
    }

    /// <summary>What of the dense form is asked for: the bare proof, or all of it; null where JSON will do.</summary>
    private static DenseParts? DensePartsAskedFor(StringValues accept) => accept.ToString().Trim() switch
    {
        Dense => DenseParts.None,
        DenseWhole => DenseParts.All,
        _ => null,
    };
}
