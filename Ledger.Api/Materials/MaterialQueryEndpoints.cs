using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Materials;

namespace Ledger.Api.Materials;

/// <summary>Departments find the materials that their authority collected, a page at a time.</summary>
internal static class MaterialQueryEndpoints
{
    private const int CursorLength = LicenceCursors.LongestText;

    public static void MapMaterialQueries(this RouteGroupBuilder materials)
    {
        materials.MapGet("", List).WithSummary("List materials by type and state 按类型、状态查询材料").Produces<MaterialListResponse>();
        materials.MapPost("/by-holder", OfHolderAsync).WithSummary("List a holder's materials 按主体查询材料")
            .Accepts<MaterialsByHolderRequest>("application/json").Produces<MaterialListResponse>();
        materials.MapPost("/by-case", OfCaseAsync).WithSummary("List the materials of a case 按办件查询材料")
            .Accepts<MaterialsByCaseRequest>("application/json").Produces<MaterialListResponse>();
    }

    private static MaterialListResponse List(
        HttpContext context,
        ProvinceNode node,
        [Description("材料目录编码; left out for all.")] string? type,
        [Description("pending, valid or expired, as of today; left out for all.")] string? state,
        [Description("每页条数. 1 to 200 materials a page; 50 where it is left out.")] string? limit,
        [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = (type, state, limit, cursor); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        (string? ofType, MaterialState? inState) = (asked.Text(nameof(type), MaterialCode.Length), StateOf(asked));
        int? most = asked.Number(nameof(limit)) is long number ? (int)Math.Min(number, int.MaxValue) : null;
        LicencePaging paging = new(most, asked.Text(nameof(cursor), CursorLength));
        asked.End();
        return Answer(context, node.MaterialQueries.List(Caller.Of(context).Authority, ofType, inState, paging));
    }

    private static async Task<MaterialListResponse> OfHolderAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (string codeType, string code) = (body.Text("codeType", 3), body.Text("code", 64));
        (string? type, LicencePaging paging) = (body.OptionalText("type", MaterialCode.Length), PagingOf(body));
        body.End();
        AuditTrail.Of(context).ConcernsHolder(code);
        return Answer(context, node.MaterialQueries.OfHolder(Caller.Of(context).Authority, codeType, code, type, paging));
    }

    private static async Task<MaterialListResponse> OfCaseAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (string number, LicencePaging paging) = (body.Text("caseNumber", MaterialLimits.CaseLength), PagingOf(body));
        body.End();
        AuditTrail.Of(context).IsFor(itemCode: "", number, organisation: "", use: "");
        return Answer(context, node.MaterialQueries.OfCase(Caller.Of(context).Authority, number, paging));
    }

    private static MaterialState? StateOf(RequestQuery asked) => asked.Text("state", 32) is not string code ? null
        : MaterialStateText.TryParse(code, out MaterialState state) ? state
        : throw new LedgerException(
            LedgerError.InvalidField, $"状态应为：{string.Join('、', MaterialStateText.Codes)}。", $"A state is one of: {string.Join(", ", MaterialStateText.Codes)}.", "/state");

    private static LicencePaging PagingOf(RequestBody body) => new(body.OptionalInteger("limit"), body.OptionalText("cursor", CursorLength));

    private static MaterialListResponse Answer(HttpContext context, MaterialPage page)
    {
        AuditTrail trail = AuditTrail.Of(context);
        foreach (OpenedMaterial material in page.Materials)
        {
            trail.ConcernsMaterial(material.Material.Identifier.ToString());
        }

        return new MaterialListResponse([.. page.Materials.Select(MaterialAnswers.Of)], page.Cursor);
    }
}
