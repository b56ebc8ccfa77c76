using Ledger.Api.Consents;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk reads here what holders object to of the uses that the authority's systems made in this province (异议), and answers.</summary>
internal static class CounterObjectionPages
{
    private const string Address = "/counter/objections";

    public static void MapCounterObjections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, List).ExcludeFromDescription();
        routes.MapForm(Address + "/{index}", Objection, AnswerAsync);
    }

    /// <summary>Objections to the uses of all of an authority's systems, the newest first.</summary>
    /// <param name="node">The node.</param>
    /// <param name="authority">The authority.</param>
    /// <param name="before">Log index of the last one seen; null for the newest.</param>
    internal static UseObjectionListResponse Of(ProvinceNode node, string authority, long? before) =>
        ObjectionReading.Merge([.. CallersOf(node, authority).Select(caller => ObjectionReading.List(node.UseObjections.Of(caller, before)))]);

    /// <summary>The systems of an authority that use something.</summary>
    internal static IEnumerable<DepartmentSystem> SystemsOf(ProvinceNode node, string authority) =>
        node.Options.Systems.Where(system => system.Authority == authority && !system.Audits);

    /// <summary>A system as it uses something.</summary>
    internal static UseCaller CallerOf(DepartmentSystem system) => new(system.Name, new ReadingRight(system.Authority, []));

    private static IEnumerable<UseCaller> CallersOf(ProvinceNode node, string authority) => SystemsOf(node, authority).Select(CallerOf);

    private static RazorComponentResult<ObjectionsPage> List(HttpContext context, ProvinceNode node)
    {
        RequestQuery asked = new(context.Request.Query);
        long? before = asked.Number("cursor");
        bool isDone = asked.Text("done", 8) is not null;
        asked.End();
        UseObjectionListResponse found = Of(node, Caller.Of(context).Authority, before);
        return Pages.Show<ObjectionsPage>(context, new
        {
            Path = Address,
            found.Objections,
            Next = found.Cursor,
            IsFirst = before is null,
            IsDone = isDone,
            Elsewhere = CounterExchangedObjectionPages.Provinces(node),
        });
    }

    private static FormSketch Objection(FormCall call) => ObjectionForm.Of(call, ObjectionReading.Of(Find(call).Objection), Address, new("异议", "Objections"));

    private static async Task<string> AnswerAsync(FormCall call)
    {
        (UseCaller caller, OpenedObjection objection) = Find(call);
        await call.Node.UseObjections.AnswerAsync(caller, objection.Index, ObjectionForm.AnswerOf(call), call.Key(), call.Cancel);
        return Address + "?done=yes";
    }

    private static (UseCaller Caller, OpenedObjection Objection) Find(FormCall call)
    {
        long index = UseEndpoints.IndexOf(call.Named("index"));
        foreach (UseCaller caller in CallersOf(call.Node, call.Authority))
        {
            if (call.Node.UseObjections.Find(caller, index) is OpenedObjection found)
            {
                return (caller, found);
            }
        }

        throw ObjectionForm.Absent();
    }
}
