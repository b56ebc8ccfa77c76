using System.ComponentModel;
using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Catalogue;

/// <summary>The catalogue: what licence types, material types and items there are, and whether a licence counts in another province.</summary>
internal static class CatalogueEndpoints
{
    private const int LongestCode = 31;
    private const int UsualLimit = 50;

    /// <summary>Each kind under its own path.</summary>
    public static void MapCatalogue(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder catalogue = routes.MapGroup("/api/v1/catalogue").WithTags("catalogue");
        Map(catalogue, CatalogueKind.LicenceType, "/licence-types", "licence types 证照类型");
        Map(catalogue, CatalogueKind.MaterialType, "/material-types", "material types 材料类型");
        Map(catalogue, CatalogueKind.Item, "/items", "items 事项");
        catalogue.MapGet("/licence-types/{code}/schema", Schema).WithSummary("JSON Schema of a type's fields 照面字段模式")
            .Produces(StatusCodes.Status200OK, contentType: FaceSchema.MediaType);
        catalogue.MapGet("/recognition", Recognise).WithSummary("Whether a licence counts in another province 互认查询").Produces<RecognitionResponse>();
        catalogue.MapPost("/licence-types", EnterAsync).WithSummary("Enter an edition of a licence type 登记证照类型新版次")
            .Accepts<LicenceTypeRequest>("application/json").Produces<CatalogueEntryResponse>(StatusCodes.Status201Created);
    }

    private static void Map(RouteGroupBuilder catalogue, CatalogueKind kind, string path, string name)
    {
        catalogue.MapGet(path, (
            HttpContext context,
            ProvinceNode node,
            [Description("从此代码之后继续. The code to go on after; left out for the first page.")] string? after,
            [Description("每页条数. 1 to 200 entries a page; 50 where it is left out.")] string? limit) =>
        {
            _ = (after, limit); // described here, read below: strictly
            return List(context, node, kind);
        }).WithSummary($"List {name}").Produces<CatalogueListResponse>();
        catalogue.MapGet(path + "/{code}", (
            HttpContext context,
            ProvinceNode node,
            string code,
            [Description("版次. The edition; the newest where it is left out.")] string? edition) =>
        {
            _ = edition;
            return CatalogueAnswers.Of(Find(context, node, kind, code), node, whole: true);
        }).WithSummary($"Read one of the {name}").Produces<CatalogueEntryResponse>();
    }

    private static CatalogueListResponse List(HttpContext context, ProvinceNode node, CatalogueKind kind)
    {
        RequestQuery asked = new(context.Request.Query);
        (string? after, long limit) = (asked.Text("after", LongestCode), asked.Number("limit") ?? UsualLimit);
        asked.End();
        if (limit is < 1 or > CatalogueRegister.MaximumListed)
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                $"每页条数应为 1 至 {CatalogueRegister.MaximumListed}。",
                $"A page has 1 to {CatalogueRegister.MaximumListed} entries.",
                "/limit");
        }

        IReadOnlyList<CatalogueEntry> page = node.Catalogue.List(kind, after, (int)limit, entry => IsShown(context, node, entry));
        return new CatalogueListResponse(
            [.. page.Select(entry => CatalogueAnswers.Of(entry, node, whole: false))], page.Count == limit ? page[^1].Code : null);
    }

    private static ContentHttpResult Schema(
        HttpContext context,
        ProvinceNode node,
        string code,
        [Description("版次. The edition; the newest where it is left out.")] string? edition)
    {
        _ = edition;
        CatalogueEntry entry = Find(context, node, CatalogueKind.LicenceType, code);
        LicenceType type = node.Types.Find(entry.Code, entry.Edition)!;
        Uri address = new(
            node.Options.PublicAddress,
            string.Create(CultureInfo.InvariantCulture, $"/api/v1/catalogue/licence-types/{entry.Code}/schema?edition={entry.Edition}"));
        return TypedResults.Text(FaceSchema.Of(type, address).ToJsonString(CatalogueAnswers.Readable), FaceSchema.MediaType);
    }

    private static RecognitionResponse Recognise(
        HttpContext context,
        ProvinceNode node,
        [Description("证照类型代码. 21-character type code.")] string? type,
        [Description("签发地省级区划代码. Division code of the issuing province, such as 310000.")] string? issued,
        [Description("使用地省级区划代码. Division code of the province where the licence is shown.")] string? used)
    {
        _ = (type, issued, used);
        RequestQuery asked = new(context.Request.Query);
        (string code, string from, string to) = (Required(asked, "type"), Province(asked, "issued"), Province(asked, "used"));
        asked.End();
        CatalogueEntry entry = Shown(context, node, node.Catalogue.Get(CatalogueKind.LicenceType, code, edition: null));
        Recognition answer = node.Types.Find(entry.Code, entry.Edition)!.RecognisedIn(from, to);
        return new RecognitionResponse(
            entry.Code, entry.Edition, from, to, answer.IsRecognised,
            Problem.PrefersEnglish(context.Request) ? answer.English : answer.Chinese,
            entry.Index, CatalogueAnswers.AnchorText(node, entry.Index));
    }

    private static async Task<IResult> EnterAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        CatalogueEntry entry = await node.Catalogue.EnterLicenceTypeAsync(
            Caller.Of(context).Authority, body.Bytes, IdempotencyKey.Of(context, body), cancel);
        return TypedResults.Created(
            string.Create(CultureInfo.InvariantCulture, $"/api/v1/catalogue/licence-types/{entry.Code}?edition={entry.Edition}"),
            CatalogueAnswers.Of(entry, node, whole: true));
    }

    private static CatalogueEntry Find(HttpContext context, ProvinceNode node, CatalogueKind kind, string code)
    {
        RequestQuery asked = new(context.Request.Query);
        long? edition = asked.Number("edition");
        asked.End();
        return Shown(context, node, node.Catalogue.Get(kind, code, edition is null ? null : (int)Math.Min(int.MaxValue, edition.Value)));
    }

    /// <summary>类目公开属性: who does not say that it is a department sees the public types only; the others are as good as absent.</summary>
    private static bool IsShown(HttpContext context, ProvinceNode node, CatalogueEntry entry) =>
        Caller.Of(context).Role is Role.Department
        || entry.Kind is not CatalogueKind.LicenceType
        || node.Types.Find(entry.Code)?.Openness is Openness.Public;

    private static CatalogueEntry Shown(HttpContext context, ProvinceNode node, CatalogueEntry entry) =>
        IsShown(context, node, entry) ? entry : throw CatalogueRegister.NotFound();

    private static string Required(RequestQuery asked, string name) => asked.Text(name, LongestCode)
        ?? throw new LedgerException(LedgerError.MissingField, $"缺少参数 {name}。", $"Parameter {name} is missing.", $"/{name}");

    private static string Province(RequestQuery asked, string name) => Required(asked, name) is var code && ProvinceCode.IsKnown(code)
        ? code
        : throw new LedgerException(
            LedgerError.InvalidField, $"参数 {name} 应为省级区划代码，如 310000。", $"Parameter {name} is a province's division code, such as 310000.", $"/{name}");
}
