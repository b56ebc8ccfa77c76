using System.Text.Json;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Licences;

namespace Ledger.Api.Consents;

/// <summary>预审: what an application would need, and what is there already.</summary>
internal static class PreCheckEndpoints
{
    private const string Json = "application/json";

    public static void MapPreCheck(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/precheck", CheckAsync).WithTags("consents").WithSummary("What an application would need 预审")
            .Accepts<PreCheckRequest>(Json).Produces<PreCheckResponse>();
        routes.MapPost("/api/v1/me/precheck", CheckOwnAsync).WithTags("me").WithSummary("What one's own application would need 本人预审")
            .Accepts<OwnPreCheckRequest>(Json).Produces<PreCheckResponse>();
    }

    private static async Task<PreCheckResponse> CheckAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (string item, HolderCode holder) = (body.Text("item", ItemCode.Length), HolderCodeContract.Read(body.Object("holder")));
        body.End();
        AuditTrail trail = AuditTrail.Of(context);
        trail.IsFor(item, caseNumber: "", organisation: "", use: "");
        trail.ConcernsHolder(holder.Code);
        return Of(context, node.PreCheck.For(UseEndpoints.CallerOf(context), item, holder));
    }

    private static async Task<PreCheckResponse> CheckOwnAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        string item = body.Text("item", ItemCode.Length);
        body.End();
        return Of(context, node.PreCheck.For(Caller.Of(context).Session!.Who, item));
    }

    private static PreCheckResponse Of(HttpContext context, PreCheckResult result)
    {
        bool english = Problem.PrefersEnglish(context.Request);
        context.Response.Headers.CacheControl = "no-store";
        return new PreCheckResponse(
            result.Item.Code,
            english ? result.Item.English : result.Item.Name,
            result.Item.Edition,
            result.Item.Identity,
            [.. result.Needs.Select(need => Of(need, english))],
            result.Exempt,
            [.. result.Prefill.Select(field => new PrefilledFieldContract(
                CodeOf(field.Meaning), field.Source.Identifier.ToString(), FaceNames.ExtensionPrefix + field.Field.Key, field.Value))],
            [.. result.Conflicts.Select(conflict => new ConflictContract(
                conflict.Other.Identifier.ToString(), CodeOf(conflict.Meaning), english ? conflict.English : conflict.Chinese))]);
    }

    private static CheckedNeedContract Of(CheckedNeed need, bool english)
    {
        (string type, string source) = need.State switch
        {
            NeedState.Available or NeedState.Expiring when need.Licence is not null => ("1", "通过电子证照库调取证照"),
            NeedState.Reusable or NeedState.Expiring => ("5", "通过数据共享和网络核验"),
            NeedState.Promised => ("4", "未实现复用"),
            _ => ("0", "未实现复用"),
        };
        return new CheckedNeedContract(
            need.Code, CodeOf(need.State), english ? need.English : need.Chinese, need.Licence?.Identifier.ToString(), need.Material, need.IsExempt, type, source);
    }

    private static string CodeOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
