using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.SignIn;
using Ledger.Node;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Operations;

/// <summary>A security administrator (安全管理员) ends the sessions of a person here.</summary>
internal static class SessionsPages
{
    /// <summary>The page's address.</summary>
    public const string Route = "/security";

    public static void MapSessionsPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, Show).ExcludeFromDescription();
        routes.MapPost(Route, EndAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<SessionsPage> Show(HttpContext context)
    {
        RequestQuery asked = new(context.Request.Query);
        long? ended = asked.Number("ended");
        asked.End();
        return Pages.Show<SessionsPage>(context, new { Ended = ended, Filled = new FilledForm(new Dictionary<string, string>()) });
    }

    private static async Task<IResult> EndAsync(HttpContext context, ProvinceNode node, SignInFlow flow, SignInJournal journal, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        string subject = form.Text("subject");
        if (subject.Length is 0 or > SessionEndpoints.LongestSubject)
        {
            TextInBoth wrong = new($"请填写账号，至多 {SessionEndpoints.LongestSubject} 个字符。", $"Fill in the account, {SessionEndpoints.LongestSubject} characters at most.");
            return Pages.Show<SessionsPage>(
                context, new { Filled = form.Filled(), Faults = (FormFault[])[new FormFault("subject", wrong)] }, StatusCodes.Status422UnprocessableEntity);
        }

        int count = SessionEndpoints.EndOfPerson(context, node, flow, journal, form.Text("provider"), subject);
        return Pages.GoTo(string.Create(CultureInfo.InvariantCulture, $"{Route}?ended={count}"));
    }
}
