using Ledger.Api.Problems;
using Ledger.Crypto.Merkle;

namespace Ledger.Api.Tiles;

/// <summary>The addresses of c2sp.org/tlog-tiles with the SM3 twin beside them, the same for every log that a node serves.</summary>
internal static class TileRoutes
{
    private const string Immutable = "public, max-age=31536000, immutable";

    /// <summary>Maps them below a prefix.</summary>
    /// <param name="log">The prefix.</param>
    /// <param name="sourceOf">Which log a request asks for, or null where there is none.</param>
    public static void MapTiles(this RouteGroupBuilder log, Func<HttpContext, TileSource?> sourceOf)
    {
        log.MapGet("/checkpoint", (HttpContext context) => Checkpoint(context, sourceOf(context)?.Checkpoint(context.Response.Headers)))
            .WithSummary("Newest signed checkpoint 最新检查点");
        log.MapGet("/sm3/checkpoint", (HttpContext context) => Checkpoint(context, sourceOf(context)?.Sm3Checkpoint()))
            .WithSummary("Newest signed checkpoint of the SM3 twin");
        log.MapGet("/tile/entries/{**number}", (HttpContext context, string number) =>
            Part(context, sourceOf(context), number, (source, place) => source.Entries(place.Index, place.Width)))
            .WithSummary("Entry bundle");
        log.MapGet("/tile/{level:int:length(1)}/{**number}", (HttpContext context, int level, string number) =>
            Part(context, sourceOf(context), number, (source, place) => source.Tile(MerkleHasher.Sha256, level, place.Index, place.Width)))
            .WithSummary("Tile of the SHA-256 tree");
        log.MapGet("/sm3/tile/{level:int:length(1)}/{**number}", (HttpContext context, int level, string number) =>
            Part(context, sourceOf(context), number, (source, place) => source.Tile(MerkleHasher.Sm3, level, place.Index, place.Width)))
            .WithSummary("Tile of the SM3 tree");
    }

    private static IResult Checkpoint(HttpContext context, string? note)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return note is null ? ProblemResults.NotFound() : TypedResults.Text(note, "text/plain; charset=utf-8");
    }

    private static IResult Part(HttpContext context, TileSource? source, string number, Func<TileSource, TilePlace, byte[]> read)
    {
        if (source is null || !TilePlace.TryParse(number, out TilePlace place))
        {
            return ProblemResults.NotFound();
        }

        byte[] part = read(source, place);
        context.Response.Headers.CacheControl = source.IsLasting ? Immutable : "no-store";
        return TypedResults.Bytes(part, "application/octet-stream");
    }
}
