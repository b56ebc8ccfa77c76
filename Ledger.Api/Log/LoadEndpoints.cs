using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Log;

namespace Ledger.Api.Log;

/// <summary>Where tools that measure logs add entries: bytes in, the entry's index out. Absent unless the settings say otherwise.</summary>
internal static class LoadEndpoints
{
    public static void MapLoad(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/log/add", AddAsync).WithTags("log").WithSummary("Adds an entry without a meaning, to measure the log 压测条目");

    private static async Task<IResult> AddAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        if (!node.Options.AcceptLoad)
        {
            return ProblemResults.NotFound();
        }

        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, cancel);
        if (body.Length is 0 or > LoadEvents.MaxBytes)
        {
            return TypedResults.StatusCode(body.Length == 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status413PayloadTooLarge);
        }

        LoadAdded added = LoadEvents.Of(body.GetBuffer().AsSpan(0, (int)body.Length));
        LogReceipt receipt = await node.Ledger.WriteAsync(write => write.Append(added), cancel);
        return TypedResults.Text(receipt.Index.ToString(CultureInfo.InvariantCulture), "text/plain");
    }
}
