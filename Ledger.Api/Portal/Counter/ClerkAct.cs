using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal.Counter;

/// <summary>What a clerk does at the counter: in the name of the authority, through the system of this node's own pages, as the person who signed in.</summary>
internal static class ClerkAct
{
    private const int AccountDigits = 32;

    /// <summary>经办人 account of the clerk: made of the keyed hash of who signed in, so that nobody enters another's.</summary>
    public static string AccountOf(HttpContext context) => $"clerk-{Caller.Of(context).Session!.Who.Person.ToHex()[..AccountDigits]}";

    /// <summary>The ground that a form states.</summary>
    /// <param name="context">The request.</param>
    /// <param name="form">The form, with fields <c>legalBasis</c> and <c>note</c>.</param>
    /// <param name="time">Tells today, the day of the decision.</param>
    public static Decision DecisionOf(HttpContext context, FilledForm form, TimeProvider time) => new(
        form["legalBasis"], LicenceDate.InChina(time.GetUtcNow()), AccountOf(context), form["note"] is { Length: > 0 } note ? note : null)
    {
        System = DepartmentSystem.Counter,
    };

    /// <summary>Whether a refusal is told above the form, with all that was typed; any other gets a page of its own.</summary>
    public static bool IsOfForm(LedgerException refusal) => refusal.Fields.Count > 0
        || refusal.Error is LedgerError.WrongState or LedgerError.AlreadyExists or LedgerError.SealNotInForce or LedgerError.SealNotGranted or LedgerError.Busy;

    /// <summary>What is wrong with a form, and its status; who audits sees that it was refused.</summary>
    public static (IReadOnlyList<FormFault> Faults, int Status) Refused(HttpContext context, LedgerException refusal, Func<string, string> fieldOf)
    {
        Problem problem = ProblemResults.Of(refusal);
        AuditTrail.Of(context).Refusal = problem.Code;
        return (FormFault.Of(problem, fieldOf), problem.Status);
    }

    /// <summary>The form of a page that was opened: empty, or what was typed before a step-up.</summary>
    public static FilledForm Opened(HttpContext context, FormDrafts drafts) =>
        drafts.Take(Caller.Of(context).Session!, context.Request.Path) ?? new FilledForm(new Dictionary<string, string>());

    /// <summary>The day in a field; null for none.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: it is no day.</exception>
    public static DateOnly? DayOf(FormCall call, string name) => call.Optional(name) is not string text ? null
        : LicenceDate.TryParse(text, out DateOnly day) ? day
        : throw new LedgerException(LedgerError.InvalidField, "应为存在的日期，写作 2026-11-21。", "A date that exists, written 2026-11-21.", "/" + name);

    /// <summary>The whole number that a text is; 0, which no form takes, for any other text.</summary>
    public static int NumberOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
