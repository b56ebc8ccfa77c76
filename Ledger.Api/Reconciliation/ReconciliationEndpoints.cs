using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Merkle;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Reconciliation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Reconciliation;

/// <summary>Departments compare their own records with the ledger's here (对账, 应归尽归).</summary>
internal static class ReconciliationEndpoints
{
    /// <summary>Where it is.</summary>
    public const string Address = "/api/v1/reconciliation";

    /// <summary>How everything is written as a range.</summary>
    public const string Everything = "all";

    private const string JsonLines = "application/x-ndjson";

    public static void MapReconciliation(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup(Address).WithTags("reconciliation");
        group.MapGet("/key", GetKey).WithSummary("The key under which records are hashed 对账密钥").Produces<ReconciliationKeyResponse>();
        group.MapPost("/ranges", CompareAsync).WithSummary("Hashes of ranges of one's licences 分段对账")
            .Accepts<CompareRangesRequest>("application/json").Produces<CompareRangesResponse>();
        group.MapPost("/manifests", TakeAsync).WithSummary("Hold a manifest against the ledger 归集清单对账")
            .Accepts<Stream>(JsonLines).Produces<ManifestResponse>(StatusCodes.Status201Created);
        group.MapGet("/manifests", List).WithSummary("What manifests showed 对账结果").Produces<ManifestListResponse>();
        group.MapGet("/manifests/{manifest}/differences", GetDifferences).WithSummary("What a manifest and the ledger differ in 下载差异")
            .Produces(StatusCodes.Status200OK, contentType: JsonLines);
    }

    private static ReconciliationKeyResponse GetKey(HttpContext context, ProvinceNode node)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new(node.Reconciliation.KeyOf(Caller.Of(context).Authority).ToHex());
    }

    private static async Task<CompareRangesResponse> CompareAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        IReadOnlyList<string> asked = body.TextList("ranges", RangeComparison.MostAtOnce, KeyRange.MostDigits);
        (string? type, string? snapshot) = (TypeOf(body.OptionalText("type", LicenceTypeCode.Length)), body.OptionalText("snapshot", 32));
        body.End();
        KeyRange[] ranges = [.. asked.Select(RangeOf)];
        (RecordSnapshot made, IReadOnlyList<RangeAnswer> answers) = node.Reconciliation.Ask(Caller.Of(context).Authority, type, snapshot, ranges);
        return new CompareRangesResponse(made.Name, made.Size, [.. asked.Zip(answers).Select(pair => Of(pair.First, pair.Second))]);
    }

    private static async Task<Created<ManifestResponse>> TakeAsync(
        HttpContext context,
        ProvinceNode node,
        [Description("证照类型代码; left out for all.")] string? type,
        [Description("Day on which the ledger took the licences in, yyyy-MM-dd; left out for whenever.")] string? day,
        CancellationToken cancel)
    {
        _ = (type, day); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        (string? ofType, DateOnly? ofDay) = (TypeOf(asked.Text(nameof(type), LicenceTypeCode.Length)), asked.Date(nameof(day)));
        asked.End();
        string key = IdempotencyKey.TextOf(context);
        ManifestScope scope = new(Caller.Of(context).Authority, ofType, ofDay);
        ManifestReport report = await node.Manifests.TakeAsync(scope, context.Request.Body, key, cancel);
        return TypedResults.Created((string?)null, Of(report));
    }

    private static ManifestListResponse List(HttpContext context, ProvinceNode node) =>
        new([.. node.Manifests.Of(Caller.Of(context).Authority).Select(Of)]);

    private static PushStreamHttpResult GetDifferences(
        HttpContext context, [Description("Name of the report.")] string manifest, ProvinceNode node, CancellationToken cancel)
    {
        IEnumerable<byte[]> lines = node.Manifests.DifferencesOf(Caller.Of(context).Authority, manifest);
        return TypedResults.Stream(
            async output =>
            {
                foreach (byte[] line in lines)
                {
                    await output.WriteAsync(line, cancel);
                }
            },
            JsonLines,
            $"differences-{manifest}.jsonl");
    }

    private static ManifestResponse Of(ManifestReport report)
    {
        ManifestRow row = report.Row;
        return new ManifestResponse(
            report.Id,
            row.Type.Length == 0 ? null : row.Type,
            row.Day.Length == 0 ? null : row.Day,
            DateTimeOffset.FromUnixTimeMilliseconds(row.Time),
            row.Size,
            row.Listed,
            row.Same,
            row.Different,
            row.Missing,
            row.Surplus,
            report.Rate,
            row.Kept == row.Different + row.Missing + row.Surplus,
            $"{Address}/manifests/{report.Id}/differences");
    }

    private static RangeAnswerContract Of(string range, RangeAnswer answer) => new(
        range, answer.Count, answer.Hash.ToHex(), answer.Entries?.Select(entry => new RangeEntryContract(entry.Key.ToHex(), entry.Value.ToHex())).ToArray());

    private static KeyRange RangeOf(string digits)
    {
        try
        {
            return digits == Everything ? KeyRange.All : KeyRange.Parse(digits);
        }
        catch (FormatException)
        {
            throw new LedgerException(LedgerError.InvalidField, "区段为 all，或由 1 至 32 位 0 至 3 的数字组成。", "A range is all, or 1 to 32 digits, each 0 to 3.", "/ranges");
        }
    }

    private static string? TypeOf(string? type) => type is null || type.Length == LicenceTypeCode.Length
        ? type
        : throw new LedgerException(LedgerError.InvalidField, "不是证照类型代码。", "This is no licence type code.", "/type");
}
