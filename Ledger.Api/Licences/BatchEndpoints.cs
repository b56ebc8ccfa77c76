using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Api.Licences;

/// <summary>Departments issue many licences here with one call, one turn of the writer and one sync of the disk.</summary>
internal static class BatchEndpoints
{
    public static void MapBatch(this RouteGroupBuilder licences) =>
        licences.MapPost("/batch", IssueManyAsync).WithSummary("Issue up to 1,000 licences 批量签发")
            .Accepts<IssueBatchRequest>("application/json").Produces<IssueBatchResponse>();

    private static async Task<IssueBatchResponse> IssueManyAsync(
        HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        Caller caller = Caller.Of(context);
        ListBody body = await ListBody.ReadAsync(context.Request, "items", LicenceRegister.MaximumIssued, cancel);
        string key = IdempotencyKey.TextOf(context);
        if (body.Count == 0)
        {
            throw new LedgerException(LedgerError.MissingField, "至少须有一项。", "There is at least one item.", "/items");
        }

        IReadOnlyList<IssueOutcome> outcomes = await node.Licences.IssueManyAsync(
            caller.Authority,
            body.Count,
            places => Read(caller, key, body, time, places),
            new BatchAllowance(caller.Authority, caller.Name, node.Options.ImportRowsAlone),
            cancel);
        bool english = Problem.PrefersEnglish(context.Request);
        return Answer([.. outcomes.Select((outcome, i) => ResultOf(i, outcome, node, english))]);
    }

    /// <summary>Reads some items. Each has its own key, made of the call's and its place, so that a repeated call finds each licence again.</summary>
    private static (IssueItem? Item, LedgerException? Refusal)[] Read(Caller caller, string key, ListBody body, TimeProvider time, int[] places)
    {
        RequestBody[] items = [.. places.Select(body.Item)];
        RequestKey[] keys = RequestKey.ForEach(
            caller.Name,
            "POST /api/v1/licences/batch\n"u8,
            [.. places.Zip(items, (place, item) => (string.Create(CultureInfo.InvariantCulture, $"batch item {place}\n{key}"), item.ToCanonical()))]);
        return [.. items.Zip(keys, (item, own) => Read(caller, item, own, time))];
    }

    private static (IssueItem? Item, LedgerException? Refusal) Read(Caller caller, RequestBody item, RequestKey key, TimeProvider time)
    {
        try
        {
            IssueLicence request = LicenceRequests.ReadIssue(item, time, caller.Name);
            caller.RequireType(request.Type);
            return (new IssueItem(request, key), null);
        }
        catch (LedgerException refusal)
        {
            return (null, refusal);
        }
    }

    private static IssueBatchResponse Answer(IReadOnlyList<IssueBatchResult> results)
    {
        int issued = results.Count(result => result.Licence is not null);
        return new IssueBatchResponse(issued, results.Count - issued, results);
    }

    private static IssueBatchResult ResultOf(int index, IssueOutcome outcome, ProvinceNode node, bool english)
    {
        if (outcome.Issued is IssuedLicence issued)
        {
            return new IssueBatchResult(index, StatusCodes.Status201Created, LicenceAnswers.Of(issued, node), null);
        }

        Problem problem = ProblemResults.Of(outcome.Refusal!).At(string.Create(CultureInfo.InvariantCulture, $"/items/{index}"));
        return new IssueBatchResult(index, problem.Status, null, problem.ToDocument(english));
    }
}
