using Ledger.Api.Portal.Own;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk suspends, gives back and ends licences here: with the legal basis, and after a tick that says that it is meant.</summary>
internal static class CounterDecisionPages
{
    private const string Route = "/counter/licences/{identifier}";

    /// <summary>One operation of the register, by what was filled in.</summary>
    private delegate Task<LogReceipt> Decide(LicenceRegister register, LicenceDecision decision, FilledForm form, CancellationToken cancel);

    public static void MapCounterDecisions(this IEndpointRouteBuilder routes)
    {
        Map(routes, "suspension", "suspended", (register, decision, form, cancel) => register.SuspendAsync(decision, UntilOf(form), cancel));
        Map(routes, "resumption", "resumed", (register, decision, _, cancel) => register.ResumeAsync(decision, cancel));
        Map(routes, "revocation", "revoked", (register, decision, form, cancel) => register.RevokeAsync(
            decision, ReasonOf(form), form["destination"] is { Length: > 0 } division ? division : null, cancel));
    }

    private static void Map(IEndpointRouteBuilder routes, string act, string done, Decide decide)
    {
        routes.MapGet($"{Route}/{act}", (HttpContext context, string identifier, ProvinceNode node, FormDrafts drafts, TimeProvider time) =>
            Form(context, identifier, act, node, time, ClerkAct.Opened(context, drafts))).ExcludeFromDescription();
        routes.MapPost($"{Route}/{act}", (HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel) =>
            SendAsync(context, identifier, act, done, decide, node, time, cancel)).ExcludeFromDescription();
    }

    private static async Task<IResult> SendAsync(
        HttpContext context, string identifier, string act, string done, Decide decide, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        FilledForm filled = form.Filled();
        try
        {
            Decision ground = ClerkAct.DecisionOf(context, filled, time);
            RequireWhole(filled, ground, act, LicenceDate.InChina(time.GetUtcNow()));
            await decide(node.Licences, new LicenceDecision(Caller.Of(context).Authority, identifier, ground, form.Key()), filled, cancel);
            return Pages.GoTo($"/counter/licences/{identifier}?done={done}");
        }
        catch (LedgerException refusal) when (ClerkAct.IsOfForm(refusal))
        {
            (IReadOnlyList<FormFault> faults, int status) = ClerkAct.Refused(context, refusal, pointer => pointer.TrimStart('/'));
            return Form(context, identifier, act, node, time, filled, faults, status);
        }
    }

    private static RazorComponentResult<DecisionPage> Form(
        HttpContext context, string identifier, string act, ProvinceNode node, TimeProvider time, FilledForm filled, IReadOnlyList<FormFault>? faults = null,
        int status = StatusCodes.Status200OK)
    {
        OpenedLicence opened = node.Licences.Open(Caller.Of(context).Authority, identifier);
        return Pages.Show<DecisionPage>(
            context, new { Licence = ShownLicence.Of(context, opened.Licence, node, time), Act = act, Filled = filled, Faults = faults ?? [] }, status);
    }

    /// <summary>All that is wrong at once, the tick included.</summary>
    private static void RequireWhole(FilledForm filled, Decision ground, string act, DateOnly today)
    {
        FieldRefusal[] refusals =
        [
            .. act == "revocation" && filled["reason"].Length == 0
                ? [new FieldRefusal("/reason", LedgerError.MissingField, "请选择终止方式。", "Choose how it ends.")]
                : Array.Empty<FieldRefusal>(),
            .. ground.Refusals(today),
            .. filled["confirm"] == "yes"
                ? Array.Empty<FieldRefusal>()
                : [new FieldRefusal("/confirm", LedgerError.MissingField, "请勾选确认。", "Tick that it is meant.")],
        ];
        if (refusals.Length > 0)
        {
            throw new LedgerException(refusals);
        }
    }

    private static DateOnly? UntilOf(FilledForm form) => form["until"] is not { Length: > 0 } text ? null
        : LicenceDate.TryParse(text, out DateOnly day) ? day
        : throw new LedgerException(LedgerError.InvalidField, "应为存在的日期，写作 2026-11-21。", "A date that exists, written 2026-11-21.", "/until");

    private static RevocationReason ReasonOf(FilledForm form) => Api.Licences.LicenceRequests.ReadReason(form["reason"]);
}
