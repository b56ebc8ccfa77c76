using Ledger.Api.Problems;
using Ledger.Api.Seals;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Seals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A sealing officer sees here which seals the authority has, who may use them, and what was sealed.</summary>
internal static class CounterSealPages
{
    private static readonly TimeSpan RefusalsOf = TimeSpan.FromDays(30);

    public static void MapCounterSeals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/seals", List).ExcludeFromDescription();
        routes.MapGet("/counter/seals/{seal}", Show).ExcludeFromDescription();
        routes.MapGet("/counter/seals/{seal}/picture", SealEndpoints.GetPicture).ExcludeFromDescription();
        routes.MapGet("/counter/seals/{seal}/uses", ListUses).ExcludeFromDescription();
        routes.MapCounterSealActs();
        routes.MapCounterGrants();
    }

    /// <summary>Names of the licence types of the catalogue, by their codes.</summary>
    internal static Dictionary<string, TextInBoth> TypesOf(ProvinceNode node) =>
        node.Types.All.ToDictionary(type => type.Code, type => new TextInBoth(type.Name, type.English));

    private static RazorComponentResult<SealsPage> List(HttpContext context, ProvinceNode node, TimeProvider time)
    {
        string authority = Caller.Of(context).Authority;
        return Pages.Show<SealsPage>(context, new
        {
            Authority = ShownStanding.NameOf(node, authority),
            Account = ClerkAct.AccountOf(context),
            Seals = node.Seals.List(authority).Reverse().Select(seal => ShownSeal.Of(seal, time.GetUtcNow())).ToArray(),
            Refusals = node.Seals.RefusalsSince(authority, time.GetUtcNow() - RefusalsOf).Reverse().Select(SealAnswers.Of).ToArray(),
            Types = TypesOf(node),
        });
    }

    private static RazorComponentResult<SealPage> Show(HttpContext context, string seal, ProvinceNode node, TimeProvider time)
    {
        string authority = Caller.Of(context).Authority;
        Seal found = node.Seals.Get(authority, SealRequests.Handle(seal));
        SealResponse whole = SealAnswers.Of(found, node, time.GetUtcNow(), whole: true);
        return Pages.Show<SealPage>(context, new
        {
            Seal = ShownSeal.Of(found, time.GetUtcNow()),
            Facts = CounterSealActs.FactsOf(found, time.GetUtcNow()),
            Grants = node.Seals.Grants(authority, found.Handle).Reverse().Select(grant => SealAnswers.Of(grant, node)).ToArray(),
            Steps = whole.Steps!.Reverse().ToArray(),
            Types = TypesOf(node),
            Done = CounterSealActs.DoneTexts.GetValueOrDefault((string?)context.Request.Query["done"] ?? ""),
        });
    }

    private static RazorComponentResult<SealUsesPage> ListUses(HttpContext context, string seal, ProvinceNode node, TimeProvider time)
    {
        string authority = Caller.Of(context).Authority;
        RequestQuery asked = new(context.Request.Query);
        long? after = asked.Number("cursor");
        asked.End();
        IReadOnlyList<SealedLicence> uses = node.Seals.Uses(authority, SealRequests.Handle(seal), after);
        AuditTrail.Of(context).ConcernsLicences(uses.Select(use => use.Identifier));
        return Pages.Show<SealUsesPage>(context, new
        {
            Seal = ShownSeal.Of(node.Seals.Get(authority, SealRequests.Handle(seal)), time.GetUtcNow()),
            Uses = uses.Select(SealAnswers.Of).ToArray(),
            Next = SealAnswers.CursorOf(uses.Count, uses.Count == 0 ? null : uses[^1].Index),
            IsFirst = after is null,
        });
    }
}
