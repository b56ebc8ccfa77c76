using System.Globalization;
using Ledger.Api.Consents;
using Ledger.Node;
using Ledger.Node.Consents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>Holders read here who used what of theirs, and object.</summary>
internal static class OwnUsePages
{
    /// <summary>Name of the field with the text of an objection.</summary>
    public const string TextField = "text";

    public static void MapOwnUses(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/uses", List).ExcludeFromDescription();
        routes.MapPost("/me/uses/{index}/objection", ObjectAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<UsesPage> List(HttpContext context, ProvinceNode node)
    {
        long? before = OwnConsentPages.CursorOf(context);
        IReadOnlyList<OpenedUse> uses = node.Uses.Of(OwnConsentPages.WhoOf(context), before);
        return Pages.Show<UsesPage>(context, new
        {
            Uses = uses.Select(use => UseAnswers.Of(use, node)).OfType<OwnUseResponse>().ToArray(),
            Next = uses.Count < UseRegister.MostListed ? null : uses[^1].Index.ToString(CultureInfo.InvariantCulture),
            IsFirst = before is null,
            IsDone = context.Request.Query.ContainsKey("done"),
        });
    }

    private static async Task<IResult> ObjectAsync(HttpContext context, string index, ProvinceNode node, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        await node.UseObjections.ObjectAsync(
            OwnConsentPages.WhoOf(context), UseEndpoints.IndexOf(index), form.Text(TextField), form.Key(), cancel);
        return Pages.GoTo("/me/uses?done=objected");
    }
}
