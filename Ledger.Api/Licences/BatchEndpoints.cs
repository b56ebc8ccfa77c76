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
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        string key = IdempotencyKey.TextOf(context);
        IReadOnlyList<RequestBody> items = body.Objects("items", LicenceRegister.MaximumIssued);
        body.End();
        if (items.Count == 0)
        {
            throw new LedgerException(LedgerError.MissingField, "至少须有一项。", "There is at least one item.", "/items");
        }

        LedgerException?[] unread = new LedgerException?[items.Count];
        List<(int Index, IssueLicence Request)> read = [];
        for (int i = 0; i < items.Count; i++)
        {
            try
            {
                IssueLicence request = LicenceRequests.ReadIssue(items[i], time, caller.Name);
                caller.RequireType(request.Type);
                read.Add((i, request));
            }
            catch (LedgerException refusal)
            {
                unread[i] = refusal;
            }
        }

        // Nothing here may hold the request's JSON while the writer works: what lives that long is moved by the collector, which costs.
        IReadOnlyList<IssueItem> asked = ItemsOf(caller, key, read, items);
        IReadOnlyList<IssueOutcome> outcomes = read.Count == 0 ? []
            : await node.Licences.IssueManyAsync(
                caller.Authority, asked, new BatchAllowance(caller.Authority, caller.Name, node.Options.ImportRowsAlone), cancel);
        Dictionary<int, IssueOutcome> byIndex = read.Zip(outcomes).ToDictionary(pair => pair.First.Index, pair => pair.Second);
        bool english = Problem.PrefersEnglish(context.Request);
        return Answer([.. unread.Select((refusal, i) => ResultOf(i, byIndex.GetValueOrDefault(i) ?? new IssueOutcome(null, refusal), node, english))]);
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

    /// <summary>Each item with its own key, made of the call's and its place, so that a repeated call finds each licence again.</summary>
    private static IssueItem[] ItemsOf(Caller caller, string key, IReadOnlyList<(int Index, IssueLicence Request)> read, IReadOnlyList<RequestBody> items)
    {
        RequestKey[] keys = RequestKey.ForEach(
            caller.Name,
            "POST /api/v1/licences/batch\n"u8,
            [.. read.Select(one => (string.Create(CultureInfo.InvariantCulture, $"batch item {one.Index}\n{key}"), items[one.Index].ToCanonical()))]);
        return [.. read.Zip(keys, (one, own) => new IssueItem(one.Request, own))];
    }
}
