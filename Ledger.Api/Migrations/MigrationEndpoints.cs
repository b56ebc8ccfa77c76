using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Migrations;

namespace Ledger.Api.Migrations;

/// <summary>国家工程标准改造: departments try a mapping on their licences here, and issue them again in the form of a standard.</summary>
internal static class MigrationEndpoints
{
    private const int LongestIdentifier = 200;

    public static void MapMigrations(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder migrations = routes.MapGroup("/api/v1/migrations").WithTags("migrations");
        migrations.MapPost("/dry-run", DryRunAsync).WithSummary("Try a mapping 标准改造试运行")
            .Accepts<MigrationDryRunRequest>("application/json").Produces<MigrationReportResponse>();
        migrations.MapPost("/run", RunAsync).WithSummary("Issue licences again in the new form 标准改造")
            .Accepts<MigrationRunRequest>("application/json").Produces<MigrationReportResponse>();
    }

    private static async Task<MigrationReportResponse> DryRunAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (TypeMapping mapping, MigrationSelection selection) = Read(body);
        body.End();
        return MigrationAnswers.Of(node.Migrations.DryRun(Caller.Of(context).Authority, mapping, selection));
    }

    private static async Task<MigrationReportResponse> RunAsync(
        HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (TypeMapping mapping, MigrationSelection selection) = Read(body);
        Decision decision = RequestDecision.Read(body, time, needsBasis: false, Caller.Of(context).Name);
        body.End();
        return MigrationAnswers.Of(await node.Migrations.RunAsync(Caller.Of(context).Authority, mapping, selection, decision, cancel));
    }

    private static (TypeMapping Mapping, MigrationSelection Selection) Read(RequestBody body)
    {
        TypeMapping mapping = TypeMapping.Read(body.Canonical("mapping"));
        MigrationSelection selection = body.Has("identifiers")
            ? new MigrationSelection(body.TextList("identifiers", MigrationSelection.Most, LongestIdentifier))
            : new MigrationSelection(body.OptionalInteger("limit"), body.OptionalText("cursor", LicenceCursors.LongestText));
        return (mapping, selection);
    }
}
