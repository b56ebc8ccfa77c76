using Ledger.Api.Copies;
using Ledger.Api.Documents;
using Ledger.Api.Licences;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Copies;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>One of a person's licences: its page, its picture, its files, and copies of it for one use.</summary>
internal static class OwnLicencePages
{
    private const string Route = "/me/licences/{identifier}";

    private static readonly Dictionary<string, TextInBoth> DoneTexts = new()
    {
        ["copy"] = new("加注件已制作，可在下方下载。", "The copy is made; download it below."),
        ["withdrawn"] = new("加注件已撤回。", "The copy is withdrawn."),
    };

    public static void MapOwnLicence(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder own = routes.MapGroup(Route);
        own.MapGet("", Show).ExcludeFromDescription();
        own.MapGet("/picture", Picture).ExcludeFromDescription();
        own.MapGet("/pdf", LicenceEndpoints.GetPdfAsync).ExcludeFromDescription();
        own.MapGet("/ofd", LicenceEndpoints.GetOfdAsync).ExcludeFromDescription();
        own.MapGet("/copy", NewCopy).ExcludeFromDescription();
        own.MapPost("/copy", MakeCopyAsync).ExcludeFromDescription();
        own.MapGet("/copies/{serial}/pdf", CopyEndpoints.GetPdfAsync).ExcludeFromDescription();
        own.MapGet("/copies/{serial}/ofd", CopyEndpoints.GetOfdAsync).ExcludeFromDescription();
        own.MapPost("/copies/{serial}/withdrawal", WithdrawAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<LicencePage> Show(HttpContext context, string identifier, ProvinceNode node, TimeProvider time)
    {
        OpenedLicence opened = Open(context, identifier, node);
        return Pages.Show<LicencePage>(context, new
        {
            Licence = ShownLicence.Of(context, opened.Licence, node, time),
            Fields = ShownFields.Of(context, opened, node),
            Copies = node.Copies.Of(Caller.Of(context).Authority, identifier, null).Select(copy => CopyResponse.Of(copy, "")).ToArray(),
            Now = time.GetUtcNow(),
            Renewal = OwnRenewalPages.Find(context, identifier, node),
            Done = DoneTexts.GetValueOrDefault((string?)context.Request.Query["done"] ?? ""),
        });
    }

    private static FileContentHttpResult Picture(HttpContext context, string identifier, ProvinceNode node, LicenceFile file)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(file.Preview(Open(context, identifier, node)), "image/svg+xml");
    }

    private static RazorComponentResult<CopyPage> NewCopy(HttpContext context, string identifier, ProvinceNode node, TimeProvider time)
    {
        OpenedLicence opened = Open(context, identifier, node);
        CopyDraft draft = new("", "", "", "30", [.. ShownFields.Of(context, opened, node).Select(field => field.Name)]);
        return CopyForm(context, opened, node, time, draft, problem: null);
    }

    private static async Task<IResult> MakeCopyAsync(HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        OpenedLicence opened = Open(context, identifier, node);
        CopyDraft draft = CopyDraft.Of(form);
        try
        {
            CopyRequest request = draft.ToRequest(ShownFields.Of(context, opened, node).Count, time.GetUtcNow());
            AuditTrail.Of(context).IsFor(itemCode: "", caseNumber: "", request.RecipientName, request.Purpose);
            await node.Copies.MakeAsync(Caller.Of(context).Authority, identifier, request, form.Key(), cancel);
            return Pages.GoTo($"/me/licences/{identifier}?done=copy#copies");
        }
        catch (LedgerException refusal) when (refusal.Fields.Count > 0)
        {
            return CopyForm(context, opened, node, time, draft, ProblemResults.Of(refusal));
        }
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, string identifier, string serial, ProvinceNode node, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        await node.Copies.WithdrawAsync(Caller.Of(context).Authority, identifier, serial, new CopyEnd(CopyEndpoints.HolderAsOperator, null), form.Key(), cancel);
        return Pages.GoTo($"/me/licences/{identifier}?done=withdrawn#copies");
    }

    private static RazorComponentResult<CopyPage> CopyForm(HttpContext context, OpenedLicence opened, ProvinceNode node, TimeProvider time, CopyDraft draft, Problem? problem) =>
        Pages.Show<CopyPage>(
            context,
            new
            {
                Licence = ShownLicence.Of(context, opened.Licence, node, time),
                Fields = ShownFields.Of(context, opened, node),
                Draft = draft,
                Faults = problem is null ? [] : CopyDraft.Faults(problem),
            },
            problem?.Status ?? StatusCodes.Status200OK);

    // The authoriser has found that the person holds it, and put the authority that issued it in the caller's place.
    internal static OpenedLicence Open(HttpContext context, string identifier, ProvinceNode node) => node.Licences.Open(Caller.Of(context).Authority, identifier);
}
