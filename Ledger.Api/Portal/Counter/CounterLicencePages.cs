using System.Globalization;
using Ledger.Api.Licences;
using Ledger.Api.Portal.Own;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk finds the licences of the own authority here, and reads one with all that happened to it.</summary>
internal static class CounterLicencePages
{
    private const string Route = "/counter/licences/{identifier}";

    private static readonly Dictionary<string, TextInBoth> DoneTexts = new()
    {
        ["issued"] = new("证照已签发，已记入账本。", "The licence is issued and on the ledger."),
        ["changed"] = new("新版本已签发，原版本已失效。", "The new version is issued; the one before is ended."),
        ["suspended"] = new("证照已暂扣，核验即时可见。", "The licence is suspended; whoever verifies sees it at once."),
        ["resumed"] = new("证照已发还，恢复有效。", "The licence is given back and counts again."),
        ["revoked"] = new("证照已终止，核验即时可见。", "The licence is ended; whoever verifies sees it at once."),
    };

    public static void MapCounterLicences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/licences", List).ExcludeFromDescription();
        routes.MapPost("/counter/licences", FindAsync).ExcludeFromDescription();
        routes.MapGet(Route, Show).ExcludeFromDescription();
        routes.MapGet($"{Route}/pdf", LicenceEndpoints.GetPdfAsync).ExcludeFromDescription();
        routes.MapGet($"{Route}/ofd", LicenceEndpoints.GetOfdAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<LicencesPage> List(HttpContext context, ProvinceNode node, TimeProvider time)
    {
        FilledForm asked = new(context.Request.Query.Where(pair => pair.Value is [{ Length: > 0 }]).ToDictionary(pair => pair.Key, pair => pair.Value.ToString().Trim()));
        if (asked[LicencesPage.Flagged].Length > 0)
        {
            return Flagged(context, node, time, asked);
        }

        try
        {
            LicenceQuery query = new(Text(asked, "type"), StateOf(asked["state"]), DayOf(asked, "expiresFrom"), DayOf(asked, "expiresTo"));
            Node.Licences.LicencePage page = node.LicenceQueries.List(Caller.Of(context).Authority, query, new LicencePaging(null, Text(asked, "cursor")));
            return Page(context, page.Licences, node, time, asked, page.Cursor);
        }
        catch (LedgerException refusal) when (refusal.Error is LedgerError.InvalidField)
        {
            Problem problem = ProblemResults.Of(refusal);
            return Page(context, [], node, time, asked, next: null, FormFault.Of(problem, pointer => pointer.TrimStart('/')), problem.Status);
        }
    }

    /// <summary>Those with an open flag, the longest open first. A licence with several stands once on a page.</summary>
    private static RazorComponentResult<LicencesPage> Flagged(HttpContext context, ProvinceNode node, TimeProvider time, FilledForm asked)
    {
        long? after = long.TryParse(asked["cursor"], NumberStyles.None, CultureInfo.InvariantCulture, out long index) ? index : null;
        IReadOnlyList<(Licence Licence, LicenceFlag Flag)> open = node.Licences.OpenFlags(Caller.Of(context).Authority, after, LicencePaging.UsualLimit);
        return Page(
            context, [.. open.Select(one => one.Licence).DistinctBy(licence => licence.Handle)], node, time, asked,
            open.Count < LicencePaging.UsualLimit ? null : open[^1].Flag.Index.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>By what a person has before them: an identifier, a printed number, or the holder's code. None of them stands in an address.</summary>
    private static async Task<IResult> FindAsync(HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        string authority = Caller.Of(context).Authority;
        string text = form.Text("find");
        if (text.Length is 0 or > 200)
        {
            TextInBoth missing = new("请输入 1 至 200 个字符。", "Type 1 to 200 characters.");
            return Page(context, [], node, time, form.Filled(), next: null, [new FormFault("find", missing)], StatusCodes.Status422UnprocessableEntity);
        }

        if (LicenceIdentifier.TryParse(text, out _))
        {
            return Pages.GoTo($"/counter/licences/{text}");
        }

        AuditTrail.Of(context).ConcernsNumber(authority, text);
        (IReadOnlyList<Licence> licences, bool isOfHolder, string? next) = new LicenceSearch(node.LicenceQueries, authority, text).Page(form.Text("cursor"));
        if (licences.Count == 0 || isOfHolder)
        {
            AuditTrail.Of(context).ConcernsHolder(text);
        }

        return Page(context, licences, node, time, form.Filled(), next);
    }

    private static RazorComponentResult<CounterLicencePage> Show(HttpContext context, string identifier, ProvinceNode node, TimeProvider time)
    {
        string authority = Caller.Of(context).Authority;
        OpenedLicence opened = node.Licences.Open(authority, identifier);
        LicenceEventPage events = node.LicenceHistory.Events(authority, identifier, after: null, LicenceHistory.MaximumListed);
        return Pages.Show<CounterLicencePage>(context, new
        {
            Licence = ShownLicence.Of(context, opened.Licence, node, time),
            Fields = ShownFields.Of(context, opened, node),
            Events = events.Events.Reverse().Select(told => LicenceAnswers.Of(told, node)).ToArray(),
            State = node.Licences.StateOf(opened.Licence).Code(),
            opened.CheckCode,
            Done = DoneTexts.GetValueOrDefault((string?)context.Request.Query["done"] ?? ""),
        });
    }

    private static RazorComponentResult<LicencesPage> Page(
        HttpContext context, IReadOnlyList<Licence> licences, ProvinceNode node, TimeProvider time, FilledForm asked, string? next,
        IReadOnlyList<FormFault>? faults = null, int status = StatusCodes.Status200OK)
    {
        AuditTrail.Of(context).ConcernsLicences(licences.Select(licence => licence.Identifier.ToString()));
        string authority = Caller.Of(context).Authority;
        return Pages.Show<LicencesPage>(
            context,
            new
            {
                Licences = licences.Select(licence => ShownLicence.Of(context, licence, node, time)).ToArray(),
                Types = node.Types.All.Where(type => type.MayBeIssuedBy(authority)).Select(type => new Choice(type.Code, new TextInBoth(type.Name, type.English))).ToArray(),
                Asked = asked,
                Next = next,
                Faults = faults ?? [],
            },
            status);
    }

    private static string? Text(FilledForm asked, string name) => asked[name] is { Length: > 0 } text ? text : null;

    private static LicenceState? StateOf(string code) => LicenceStateText.TryParse(code, out LicenceState state) ? state : null;

    private static DateOnly? DayOf(FilledForm asked, string name) => Text(asked, name) is not string text ? null
        : Node.Catalogue.LicenceDate.TryParse(text, out DateOnly day) ? day
        : throw new LedgerException(LedgerError.InvalidField, "应为存在的日期，写作 2026-11-21。", "A date that exists, written 2026-11-21.", "/" + name);
}
