using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>Holders see here whom they allowed what, and take it back.</summary>
internal static class OwnConsentPages
{
    private static readonly Dictionary<string, TextInBoth> DoneTexts = new()
    {
        ["withdrawn"] = new("授权已撤回，立即生效。", "The consent is withdrawn, as of now."),
        ["not-everywhere"] = new(
            "授权已在本省撤回；下列有的省份暂未应答，该省尚未撤回，将自动重试。",
            "The consent is withdrawn here; a province below has not answered and still has it: it is told again."),
        ["granted"] = new("授权已记入账本。", "The consent is on the ledger."),
    };

    public static void MapOwnConsents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/consents", List).ExcludeFromDescription();
        routes.MapPost("/me/consents/{consent}/withdrawal", WithdrawAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<ConsentsPage> List(HttpContext context, ProvinceNode node)
    {
        long? before = CursorOf(context);
        (IReadOnlyList<OpenedConsent> consents, long? next) = node.Consents.CountingFirst(WhoOf(context), before);
        return Pages.Show<ConsentsPage>(context, new
        {
            Consents = consents.Select(consent => ShownConsent.Of(consent, node)).ToArray(),
            Next = next?.ToString(CultureInfo.InvariantCulture),
            IsFirst = before is null,
            Waiting = node.AssistedConsents.Of(WhoOf(context)).Select(waiting => ShownConsent.Of(waiting, node)).ToArray(),
            Done = DoneTexts.GetValueOrDefault((string?)context.Request.Query["done"] ?? ""),
        });
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, string consent, ProvinceNode node, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        await node.Consents.WithdrawAsync(WhoOf(context), consent, form.Key(), cancel);
        OpenedConsent? told = await node.ConsentPlacer.TellAsync(ConsentName.TryRead(consent)!, cancel);
        return Pages.GoTo(told is null || told.Sources.All(source => source.Outcome is not (SourceOutcome.Placed or SourceOutcome.Waiting)) ? "/me/consents?done=withdrawn" : "/me/consents?done=not-everywhere");
    }

    /// <summary>Who has signed in.</summary>
    internal static SignedInPerson WhoOf(HttpContext context) => Caller.Of(context).Session!.Who;

    /// <summary>The cursor of a list that may say what was just done.</summary>
    internal static long? CursorOf(HttpContext context)
    {
        RequestQuery asked = new(context.Request.Query);
        long? cursor = asked.Number("cursor");
        _ = asked.Text("done", 16);
        asked.End();
        return cursor;
    }
}
