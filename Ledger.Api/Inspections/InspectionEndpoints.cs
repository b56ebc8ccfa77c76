using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Inspections;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Inspections;

/// <summary>Authorities register their inspections here before anything is read for one (检查计划报备).</summary>
internal static class InspectionEndpoints
{
    private const string Address = "/api/v1/inspections";
    private const string Json = "application/json";

    public static void MapInspections(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder plans = routes.MapGroup(Address).WithTags("inspections");
        plans.MapPost("", RegisterAsync).WithSummary("Register an inspection plan 检查计划报备")
            .Accepts<RegisterInspectionRequest>(Json).Produces<InspectionResponse>(StatusCodes.Status201Created);
        plans.MapGet("", List).WithSummary("The authority's inspection plans 本机构的检查计划").Produces<InspectionListResponse>();
        plans.MapGet("/{plan}", Show).WithSummary("An inspection plan 检查计划").Produces<InspectionResponse>();
        plans.MapPost("/{plan}/end", EndAsync).WithSummary("End an inspection plan 结束检查计划")
            .Accepts<EndInspectionRequest>(Json).Produces<EndedInspectionResponse>();
    }

    private static async Task<Created<InspectionResponse>> RegisterAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        InspectionPlan plan = new(
            body.Text("number", 2 * InspectionLimits.TextLength),
            body.Text("kind", 2 * InspectionLimits.TextLength),
            [.. body.Objects("subjects", InspectionLimits.Subjects).Select(SubjectOf)],
            body.TextList("inspectors", InspectionLimits.Inspectors, Decision.LongestOperator),
            body.TextList("authorities", InspectionLimits.Authorities, 18),
            body.OptionalMoment("from"),
            body.Moment("to"));
        string account = body.Text("operator", Decision.LongestOperator);
        body.End();
        AuditTrail.Of(context).Person = account;
        Caller caller = Caller.Of(context);
        OpenedInspection registered = await node.Inspections.RegisterAsync(caller.Authority, plan, (caller.Name, account), IdempotencyKey.Of(context, body), cancel);
        InspectionResponse answer = Of(registered, node);
        return TypedResults.Created($"{Address}/{answer.Plan}", answer);
    }

    private static InspectionListResponse List(HttpContext context, ProvinceNode node, [Description("The cursor of the page before; left out for the newest.")] string? cursor)
    {
        _ = cursor; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        long? before = asked.Number(nameof(cursor));
        asked.End();
        IReadOnlyList<OpenedInspection> plans = node.Inspections.Of(Caller.Of(context).Authority, before);
        return new InspectionListResponse(
            [.. plans.Select(plan => Of(plan, node))],
            plans.Count < InspectionRegister.MostListed ? null : plans[^1].Inspection.Index.ToString(CultureInfo.InvariantCulture));
    }

    private static InspectionResponse Show(HttpContext context, [Description("The plan's name.")] string plan, ProvinceNode node) =>
        Of(node.Inspections.Find(Caller.Of(context).Authority, plan), node);

    private static async Task<Ok<EndedInspectionResponse>> EndAsync(HttpContext context, [Description("The plan's name.")] string plan, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        string reason = body.Text("reason", 2 * InspectionLimits.ReasonLength);
        string account = body.Text("operator", Decision.LongestOperator);
        body.End();
        AuditTrail.Of(context).Person = account;
        Caller caller = Caller.Of(context);
        LogReceipt receipt = await node.Inspections.EndAsync(caller.Authority, plan, reason, (caller.Name, account), IdempotencyKey.Of(context, body), cancel);
        return TypedResults.Ok(new EndedInspectionResponse(plan, receipt.Index, receipt.LeafHash.ToBase64(), receipt.Size));
    }

    private static (string CodeType, string Code) SubjectOf(RequestBody body)
    {
        (string, string) subject = (body.Text("codeType", 3), body.Text("code", 64));
        body.End();
        return subject;
    }

    private static InspectionResponse Of(OpenedInspection opened, ProvinceNode node)
    {
        (Inspection plan, InspectionContent content) = (opened.Inspection, opened.Content);
        return new InspectionResponse(
            Convert.ToHexStringLower(plan.Handle.Span),
            content.Number,
            plan.Authority,
            content.Kind,
            JsonNamingPolicy.KebabCaseLower.ConvertName(node.Inspections.StateOf(plan).ToString()),
            [.. content.Subjects.Select(subject => new InspectedSubjectContract(subject.CodeType, subject.Code))],
            [.. content.Inspectors],
            [.. content.Authorities],
            plan.From,
            plan.To,
            plan.RegisteredAt,
            plan.EndedAt,
            plan.Index,
            InspectionTable.Subject(plan.Handle).KeyIn(node.Options.Origin).ToHex());
    }
}
