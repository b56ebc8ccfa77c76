using System.Globalization;
using Ledger.Api.Consents;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>
/// A clerk reads here what holders object to of the uses that the authority's systems made in another province, and answers: that province's node is asked at each look, and
/// enters the answer. What is sealed to a system's own certificate that system alone reads.
/// </summary>
internal static class CounterExchangedObjectionPages
{
    public static void MapCounterExchangedObjections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/provinces/{province}/objections", ListAsync).ExcludeFromDescription();
        routes.MapForm("/counter/provinces/{province}/objections/{index}", ObjectionAsync, AnswerAsync);
    }

    /// <summary>Division codes of the provinces that this node exchanges with.</summary>
    public static IReadOnlyList<string> Provinces(ProvinceNode node) => [.. node.Neighbours.All.Select(known => known.Province.Division)];

    private static string AddressOf(string province) => $"/counter/provinces/{province}/objections";

    private static async Task<RazorComponentResult<ObjectionsPage>> ListAsync(HttpContext context, ProvinceNode node, string province, CancellationToken cancel)
    {
        RequestQuery asked = new(context.Request.Query);
        string? cursor = asked.Number("cursor")?.ToString(CultureInfo.InvariantCulture);
        bool isDone = asked.Text("done", 8) is not null;
        asked.End();
        (DepartmentSystem[] open, DepartmentSystem[] closed) = SystemsOf(node, Caller.Of(context).Authority, province);
        UseObjectionListResponse found = ObjectionReading.Merge(
            await Task.WhenAll(open.Select(system => ExchangedObjections.ListAsync(node, CounterObjectionPages.CallerOf(system), province, cursor, cancel))));
        return Pages.Show<ObjectionsPage>(context, new
        {
            Path = AddressOf(province),
            Province = province,
            found.Objections,
            Next = found.Cursor,
            IsFirst = cursor is null,
            IsDone = isDone,
            Elsewhere = Provinces(node),
            ReadingThemselves = closed.Select(system => system.Name).ToArray(),
        });
    }

    private static async Task<FormSketch> ObjectionAsync(FormCall call)
    {
        TextInBoth name = ProvinceNames.Of(call.Named("province"));
        return ObjectionForm.Of(
            call, (await FindAsync(call)).Objection, AddressOf(call.Named("province")), new($"对在{name.Chinese}用证的异议", $"Objections to uses in {name.English}"));
    }

    private static async Task<string> AnswerAsync(FormCall call)
    {
        string province = call.Named("province");
        (UseCaller caller, UseObjectionResponse objection) = await FindAsync(call);
        await ExchangedObjections.AnswerAsync(call.Node, caller, province, objection.Index, ObjectionForm.AnswerOf(call), call.Key().Key.ToHex(), call.Cancel);
        return AddressOf(province) + "?done=yes";
    }

    private static async Task<(UseCaller Caller, UseObjectionResponse Objection)> FindAsync(FormCall call)
    {
        string province = call.Named("province");
        long index = UseEndpoints.IndexOf(call.Named("index"));
        string? before = index == long.MaxValue ? null : (index + 1).ToString(CultureInfo.InvariantCulture); // it comes first on the page behind
        foreach (UseCaller caller in SystemsOf(call.Node, call.Authority, province).Open.Select(CounterObjectionPages.CallerOf))
        {
            UseObjectionListResponse page = await ExchangedObjections.ListAsync(call.Node, caller, province, before, call.Cancel);
            if (page.Objections.FirstOrDefault(objection => objection.Index == index) is UseObjectionResponse found)
            {
                return (caller, found);
            }
        }

        throw ObjectionForm.Absent();
    }

    /// <summary>The authority's systems whose objections this node opens, and those that open them themselves.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: this node exchanges nothing with the province.</exception>
    private static (DepartmentSystem[] Open, DepartmentSystem[] Closed) SystemsOf(ProvinceNode node, string authority, string province)
    {
        _ = node.Neighbours.Named(province);
        ILookup<bool, DepartmentSystem> systems = CounterObjectionPages.SystemsOf(node, authority).ToLookup(system => system.Envelope is null);
        return ([.. systems[true]], [.. systems[false]]);
    }
}
