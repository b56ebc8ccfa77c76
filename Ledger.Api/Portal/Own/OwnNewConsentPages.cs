using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>Holders allow a department here to read what one of its items needs, and confirm what a clerk wrote down for them.</summary>
internal static class OwnNewConsentPages
{
    private const string Request = "/me/consent-requests/{consent}";
    private const int LongestDays = 30;
    private const int MostUses = 1_000;

    public static void MapOwnNewConsents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/consents/new", Open).ExcludeFromDescription();
        routes.MapPost("/me/consents/new", GrantAsync).ExcludeFromDescription();
        routes.MapGet(Request, (HttpContext context, string consent, ProvinceNode node) => Confirmation(context, consent, node, [], StatusCodes.Status200OK)).ExcludeFromDescription();
        routes.MapPost(Request, ConfirmAsync).ExcludeFromDescription();
    }

    private static IResult Open(HttpContext context, ProvinceNode node) => node.Items.Find((string?)context.Request.Query["item"] ?? "") is ServiceItem item
        ? Form(context, node, item, new FilledForm(new Dictionary<string, string> { ["days"] = "7", ["count"] = "1", ["holder"] = LikeliestHolder(context, node, item) }), CodesOf(item, node), [], StatusCodes.Status200OK)
        : Pages.GoTo("/me/matters");

    private static async Task<IResult> GrantAsync(HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        if (node.Items.Find(form.Text("item")) is not ServiceItem item)
        {
            return Pages.GoTo("/me/matters");
        }

        IReadOnlyList<string> ticked = form.All("codes");
        try
        {
            ILookup<string, string> places = ticked.ToLookup(code => form.Text($"at-{code}") is { Length: > 0 } place ? place : node.Options.Division);
            IEnumerable<string> here = places[node.Options.Division];
            ConsentTerms terms = new(
                LicencesOf(here),
                MaterialsOf(here),
                [item.Authority],
                [],
                [item.Code],
                From: null,
                time.GetUtcNow().AddDays(NumberOf(form, "days", LongestDays)),
                NumberOf(form, "count", MostUses))
            {
                Sources = [.. places.Where(place => place.Key != node.Options.Division).Select(place => new SourceScope(place.Key, LicencesOf(place), MaterialsOf(place)))],
            };
            if (terms.Sources.Count > 0)
            {
                node.RequireReceiptKeys(time.GetUtcNow());
            }

            OpenedConsent granted = await node.Consents.GrantAsync(OwnConsentPages.WhoOf(context), HolderOf(context, node, form.Text("holder")), terms, form.Key(), cancel);
            await node.ConsentPlacer.TellAsync(granted.Consent.Handle, cancel);
            return Pages.GoTo("/me/consents?done=granted");
        }
        catch (LedgerException refusal) when (refusal.Fields.Count > 0 || refusal.Error is LedgerError.NotFound or LedgerError.NotAllowed or LedgerError.TooLarge)
        {
            Problem problem = ProblemResults.Of(refusal);
            AuditTrail.Of(context).Refusal = problem.Code;
            return Form(context, node, item, form.Filled(), ticked, FormFault.Of(problem, FieldOf), problem.Status);
        }
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, string consent, ProvinceNode node, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        _ = Find(context, consent, node);
        string code = form.Text("code");
        if (code.Length != OneTimeCode.Length || !code.All(char.IsAsciiDigit))
        {
            TextInBoth wrong = new($"请输入窗口告知的 {OneTimeCode.Length} 位验证码。", $"Type the {OneTimeCode.Length} digits that the clerk told you.");
            return Confirmation(context, consent, node, [new FormFault("code", wrong)], StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            OpenedConsent granted = await node.AssistedConsents.ConfirmAsync(OwnConsentPages.WhoOf(context), consent, code, form.Key(), cancel);
            await node.ConsentPlacer.TellAsync(granted.Consent.Handle, cancel);
            return Pages.GoTo("/me/consents?done=granted");
        }
        catch (LedgerException refusal) when (refusal.Error is LedgerError.NotAllowed)
        {
            Problem problem = ProblemResults.Of(refusal);
            AuditTrail.Of(context).Refusal = problem.Code;
            return Confirmation(context, consent, node, [new FormFault("code", new TextInBoth(problem.Chinese, problem.English))], problem.Status);
        }
    }

    private static RazorComponentResult<ConfirmConsentPage> Confirmation(HttpContext context, string consent, ProvinceNode node, IReadOnlyList<FormFault> faults, int status) =>
        Pages.Show<ConfirmConsentPage>(context, new { Consent = ShownConsent.Of(Find(context, consent, node), node), Faults = faults }, status);

    private static AssistedConsent Find(HttpContext context, string name, ProvinceNode node) =>
        node.AssistedConsents.Of(OwnConsentPages.WhoOf(context)).FirstOrDefault(waiting => ConsentName.Of(waiting.Handle) == name)
        ?? throw new LedgerException(LedgerError.NotFound, "没有待确认的授权。", "No such consent waits to be confirmed.");

    private static RazorComponentResult<NewConsentPage> Form(
        HttpContext context, ProvinceNode node, ServiceItem item, FilledForm filled, IReadOnlyList<string> ticked, IReadOnlyList<FormFault> faults, int status) =>
        Pages.Show<NewConsentPage>(
            context,
            new
            {
                Item = item.Code,
                Name = new TextInBoth(item.Name, item.English),
                Authority = item.AuthorityName,
                Holders = node.OwnLicences.HoldersOf(OwnConsentPages.WhoOf(context))
                    .Select((holder, place) => new Choice(place.ToString(CultureInfo.InvariantCulture), new TextInBoth(holder.Name, holder.Name))).ToArray(),
                Opens = CodesOf(item, node).Select(code => new Choice(code, OwnMatterPages.NameOf(code, node))).ToArray(),
                Provinces = (Choice[])[.. new[] { node.Options.Division }.Concat(node.Neighbours.All.Select(known => known.Province.Division)).Select(code => new Choice(code, ProvinceNames.Of(code)))],
                Either = EitherOf(item, node),
                Ticked = ticked,
                Filled = filled,
                Faults = faults,
            },
            status);

    /// <summary>What the item needs, of what the catalogue has.</summary>
    private static IReadOnlyList<string> CodesOf(ServiceItem item, ProvinceNode node) =>
        [.. (item.Needs ?? []).SelectMany(need => need.AnyOf).Distinct(StringComparer.Ordinal).Where(code => OwnMatterPages.IsKnown(code, node))];

    /// <summary>Of what one of several is enough for, the names, each such need by itself.</summary>
    private static IReadOnlyList<TextInBoth> EitherOf(ServiceItem item, ProvinceNode node) =>
    [
        .. (item.Needs ?? []).Select(need => need.AnyOf.Where(code => OwnMatterPages.IsKnown(code, node)).Select(code => OwnMatterPages.NameOf(code, node)).ToArray())
            .Where(names => names.Length > 1)
            .Select(names => new TextInBoth(string.Join('、', names.Select(name => $"“{name.Chinese}”")), string.Join(", ", names.Select(name => $"“{name.English}”")))),
    ];

    /// <summary>Place of the holder who has most of what the item needs; of several the first.</summary>
    private static string LikeliestHolder(HttpContext context, ProvinceNode node, ServiceItem item)
    {
        SignedInPerson who = OwnConsentPages.WhoOf(context);
        IReadOnlyList<Holder> holders = node.OwnLicences.HoldersOf(who);
        return holders.Count < 2 ? "0" : holders
            .Select((holder, place) => (
                Place: place,
                There: node.PreCheck.For(who with { Holders = [node.Holders.LookupOf(holder.CodeType.Code, holder.Code)] }, item.Code)
                    .Needs.Count(need => need.State is NeedState.Available or NeedState.Reusable or NeedState.Expiring)))
            .MaxBy(one => one.There).Place.ToString(CultureInfo.InvariantCulture);
    }

    private static LicenceScope[] LicencesOf(IEnumerable<string> codes) => [.. codes.Where(code => code.Length == LicenceTypeCode.Length).Select(code => new LicenceScope(code, Fields: null))];

    private static string[] MaterialsOf(IEnumerable<string> codes) => [.. codes.Where(code => code.Length != LicenceTypeCode.Length)];

    /// <summary>The holder at a place of the list that the page showed: no code stands in a page.</summary>
    private static HolderCode? HolderOf(HttpContext context, ProvinceNode node, string place)
    {
        IReadOnlyList<Holder> holders = node.OwnLicences.HoldersOf(OwnConsentPages.WhoOf(context));
        return int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < holders.Count
            ? new HolderCode(holders[index].CodeType.Code, holders[index].Code)
            : null;
    }

    private static int NumberOf(PageForm form, string name, int most) =>
        int.TryParse(form.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
            ? number
            : throw new LedgerException(LedgerError.InvalidField, $"请填写 1 至 {most} 的整数。", $"A whole number, 1 to {most}.", "/" + name);

    private static string FieldOf(string pointer) => pointer.Split('/')[1] switch
    {
        "to" => "days",
        "licences" or "materials" or "sources" => "codes",
        string name => name,
    };
}
