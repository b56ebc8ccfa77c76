using Ledger.Api.Presentations;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Presentations;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Presentations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>亮证: a holder chooses what to show, and shows the code.</summary>
internal static class OwnShowPages
{
    private const string Route = "/me/licences/{identifier}/show";
    private const string Fields = "fields";

    public static void MapOwnShow(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, Choose).ExcludeFromDescription();
        routes.MapPost(Route, ShowAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<ShowPage> Choose(HttpContext context, string identifier, ProvinceNode node, TimeProvider time)
    {
        OpenedLicence opened = OwnLicencePages.Open(context, identifier, node);
        string[] ticked = [.. context.Request.Query[Fields].OfType<string>()];
        return Form(context, opened, node, time, ticked, audience: "", problem: null);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        OpenedLicence opened = OwnLicencePages.Open(context, identifier, node);
        (IReadOnlyList<string> ticked, string audience) = (form.All(Fields), form.Text("audience"));
        try
        {
            Presentation made = node.Presentations.Make(
                Caller.Of(context).Authority,
                identifier,
                new PresentationRequest(ticked, [], audience.Length > 0 ? audience : null, Presentation.MaximumSeconds, AnswersOnly: false));
            return Pages.Show<ShowingPage>(context, new
            {
                Licence = ShownLicence.Of(context, opened.Licence, node, time),
                Png = Convert.ToBase64String(PresentationQr.Png(made)),
                Text = made.ToText(),
                made.IssuedAt,
                Audience = audience,
                Shown = ShownFields.Of(context, opened, node).Where(field => ticked.Contains(field.Name)).Select(field => field.Label).ToArray(),
                Again = $"/me/licences/{identifier}/show{AgainQuery(ticked)}",
            });
        }
        catch (LedgerException refusal) when (refusal.Fields.Count > 0)
        {
            return Form(context, opened, node, time, ticked, audience, ProblemResults.Of(refusal));
        }
    }

    private static QueryString AgainQuery(IReadOnlyList<string> ticked) =>
        QueryString.Create(ticked.Select(name => KeyValuePair.Create(Fields, (string?)name)).Append(new("over", "1")));

    private static RazorComponentResult<ShowPage> Form(
        HttpContext context, OpenedLicence opened, ProvinceNode node, TimeProvider time, IReadOnlyList<string> ticked, string audience, Problem? problem) => Pages.Show<ShowPage>(
        context,
        new
        {
            Licence = ShownLicence.Of(context, opened.Licence, node, time),
            Fields = ShownFields.Of(context, opened, node),
            Ticked = ticked,
            Audience = audience,
            IsOver = context.Request.Query.ContainsKey("over"),
            Faults = problem is null ? [] : CopyDraft.Faults(problem),
        },
        problem?.Status ?? StatusCodes.Status200OK);
}
