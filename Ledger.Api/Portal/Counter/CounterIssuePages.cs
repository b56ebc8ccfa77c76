using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk issues a licence here: first its type and its holder, then a form made of the type's own fields.</summary>
internal static class CounterIssuePages
{
    public static void MapCounterIssue(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/issue", Choose).ExcludeFromDescription();
        routes.MapPost("/counter/issue", BeginAsync).ExcludeFromDescription();
        routes.MapGet("/counter/issue/{type}", Open).ExcludeFromDescription();
        routes.MapPost("/counter/issue/{type}", IssueAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<IssueStartPage> Choose(HttpContext context, ProvinceNode node) =>
        Start(context, node, new FilledForm(new Dictionary<string, string>()), []);

    /// <summary>The form with what the authority's own licences of the holder say already. The code travels in a form, never in an address.</summary>
    private static async Task<IResult> BeginAsync(HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        FilledForm filled = (await PageForm.ReadAsync(context, cancel)).Filled();
        if (Find(node, Caller.Of(context).Authority, filled["type"]) is not LicenceType type)
        {
            return Start(context, node, filled, [new FormFault("type", new TextInBoth("请选择证照类型。", "Choose a type."))]);
        }

        if (filled["holderCode"].Length > 0 && HolderCodeType.Find(filled["holderCodeType"])?.FindFault(filled["holderCode"]) is CodeFault fault)
        {
            return Start(context, node, filled, [new FormFault("holderCode", new TextInBoth(fault.Chinese, fault.English))]);
        }

        return Form(context, node, type, filled.With(Known(context, node, type, filled, time)), []);
    }

    private static IResult Open(HttpContext context, string type, ProvinceNode node, FormDrafts drafts) =>
        Find(node, Caller.Of(context).Authority, type) is LicenceType known ? Form(context, node, known, ClerkAct.Opened(context, drafts), []) : Pages.GoTo("/counter/issue");

    private static async Task<IResult> IssueAsync(HttpContext context, string type, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        string authority = Caller.Of(context).Authority;
        if (Find(node, authority, type) is not LicenceType known)
        {
            return Pages.GoTo("/counter/issue");
        }

        FilledForm filled = form.Filled();
        IssueForm draft = new(known, filled);
        try
        {
            IssueLicence request = draft.ToRequest(authority, ClerkAct.DecisionOf(context, filled, time), node.Licences);
            IssuedLicence issued = await node.Licences.IssueAsync(authority, request, form.Key(), cancel);
            AuditTrail.Of(context).ConcernsLicence(issued.Licence.Identifier.ToString());
            return Pages.GoTo($"/counter/licences/{issued.Licence.Identifier}?done=issued");
        }
        catch (LedgerException refusal) when (ClerkAct.IsOfForm(refusal))
        {
            (IReadOnlyList<FormFault> faults, int status) = ClerkAct.Refused(context, refusal, draft.FieldOf);
            return Form(context, node, known, filled, faults, status);
        }
    }

    /// <summary>What a form already knows: name, address and legal representative of the newest licence in force that the authority itself gave the holder.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Known(HttpContext context, ProvinceNode node, LicenceType type, FilledForm filled, TimeProvider time)
    {
        string authority = Caller.Of(context).Authority;
        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        AuditTrail.Of(context).ConcernsHolder(filled["holderCode"]);
        Licence? newest = filled["holderCode"].Length == 0 ? null : node.LicenceQueries
            .OfHolder(authority, filled["holderCodeType"], filled["holderCode"], new LicencePaging(LicencePaging.LargestLimit, null)).Licences
            .Where(licence => licence.IsInForce(today)).LastOrDefault();
        yield return new("validFrom", LicenceDate.Format(today));
        if (newest is null || node.Licences.TypeOf(newest) is not LicenceType typeOfNewest)
        {
            yield break;
        }

        AuditTrail.Of(context).ConcernsLicence(newest.Identifier.ToString());
        OpenedLicence opened = node.Licences.Open(authority, newest.Identifier.ToString());
        FaceValues face = FaceValues.Of(opened, typeOfNewest);
        yield return new("holderName", LicenceFace.HoldersOf(opened.Document).First(holder => holder.Code == filled["holderCode"]).Name);
        foreach (FieldMeaning meaning in new[] { FieldMeaning.Address, FieldMeaning.LegalRepresentative })
        {
            if (face.Printed(meaning).Select(printed => printed.Value).FirstOrDefault() is string value)
            {
                foreach (LicenceField field in type.FieldsOf(meaning))
                {
                    yield return new(IssueForm.NameOf(field.Key), value);
                }
            }
        }
    }

    /// <summary>A type that the authority issues and that a page can issue: one whose photograph is not needed.</summary>
    private static LicenceType? Find(ProvinceNode node, string authority, string code) =>
        node.Types.Find(code) is LicenceType type && type.MayBeIssuedBy(authority) && !type.Fields.Any(field => field is { Kind: FieldKind.Photo, Required: true }) ? type : null;

    private static RazorComponentResult<IssueStartPage> Start(HttpContext context, ProvinceNode node, FilledForm filled, IReadOnlyList<FormFault> faults)
    {
        string authority = Caller.Of(context).Authority;
        return Pages.Show<IssueStartPage>(
            context,
            new
            {
                Types = node.Types.All.Where(type => Find(node, authority, type.Code) is not null).Select(type => new Choice(type.Code, new TextInBoth(type.Name, type.English))).ToArray(),
                Filled = filled,
                Faults = faults,
            },
            faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static RazorComponentResult<IssuePage> Form(
        HttpContext context, ProvinceNode node, LicenceType type, FilledForm filled, IReadOnlyList<FormFault> faults, int status = StatusCodes.Status200OK) =>
        Pages.Show<IssuePage>(
            context,
            new
            {
                Code = type.Code,
                Name = new TextInBoth(type.Name, type.English),
                Authority = ShownStanding.NameOf(node, Caller.Of(context).Authority),
                Fields = new IssueForm(type, filled).Asked,
                MayBeLongTerm = type.Validity.LongTermAllowed,
                UnitesOthers = type.Components is not null,
                Basis = type.LegalBasis ?? "",
                Filled = filled,
                Faults = faults,
            },
            status);
}
