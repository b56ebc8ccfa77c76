using System.Net;
using Ledger.Api.Security;
using Xunit.Abstractions;

namespace Ledger.Api.Tests.Security;

/// <summary>
/// Every row of the permission table, called by everybody there is, about things of their own, of others and of nobody: the answers are what
/// the table says.
/// </summary>
public sealed partial class AccessMatrixTests(MatrixScene scene, ITestOutputHelper output) : IClassFixture<MatrixScene>
{
    private const string Keys = "/api/v1/signing-keys";

    private static readonly (string Name, string Value)[] Held =
    [
        ("Content-Security-Policy", "default-src 'none'"), ("Content-Security-Policy", "frame-ancestors 'none'"), ("Content-Security-Policy", "base-uri 'none'"),
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Permissions-Policy", "camera=("),
    ];

    private readonly List<string> _wrong = [];
    private int _cells;

    [Fact]
    public async Task Every_cell_answers_as_the_table_says()
    {
        // In the order of the table, within which reading comes before what ends a thing; but keys last, and their list after a key was
        // condemned: then it signs nothing any more, and only then stands in the list.
        foreach (PermissionRow row in PermissionTable.Rows.OrderBy(row => !row.Route.StartsWith(Keys, StringComparison.Ordinal) ? 0 : row.Method == "POST" ? 1 : 2))
        {
            await (row.Role switch
            {
                Role.Anyone => OpenToAllAsync(row),
                Role.Department => DepartmentsOnlyAsync(row),
                _ => OtherRolesOnlyAsync(row),
            });
            await PeopleAsync(row);
        }

        output.WriteLine($"{_cells} cells");
        Assert.True(_wrong.Count == 0, string.Join('\n', _wrong));
    }

    private async Task OpenToAllAsync(PermissionRow row)
    {
        Answer anyone = await CallAsync(row, scene.Anyone, scene.Things);
        Expect(row, "anyone", "is answered", anyone, IsAdmitted(row, anyone) || anyone.Status == HttpStatusCode.NotFound);
        foreach ((string who, HttpClient client) in Everybody().Skip(1))
        {
            Answer answer = await CallAsync(row, client, scene.Things);
            Expect(row, who, "is answered as anyone is", answer, answer.Status == anyone.Status);
        }
    }

    /// <summary>What takes a session, or an auditor, is closed to every department and to who is nobody.</summary>
    private async Task OtherRolesOnlyAsync(PermissionRow row)
    {
        long before = scene.LogSize;
        foreach ((string who, HttpClient client) in Everybody())
        {
            Answer answer = await CallAsync(row, client, scene.Things);
            bool isKnown = client != scene.Anyone && client != scene.Stranger;
            (HttpStatusCode status, string code) = row.Role is not (Role.Auditor or Role.Province) || row.StandsFor.Count > 0 ? (HttpStatusCode.Unauthorized, "sign-in-needed")
                : isKnown ? (HttpStatusCode.Forbidden, "not-allowed")
                : (HttpStatusCode.Unauthorized, "not-authenticated");
            Expect(row, who, "is refused", answer, answer.Status == status && answer["code"] == code);
        }

        Expect(row, "everybody else", "writes nothing", null, scene.LogSize == before);
    }

    private async Task DepartmentsOnlyAsync(PermissionRow row)
    {
        (HttpClient owner, HttpClient foreigner) = row.Route.StartsWith("/api/v1/renewal", StringComparison.Ordinal)
            ? (scene.Foreigner, scene.Owner)
            : (row.Condition.Sentence.Contains("another operator", StringComparison.Ordinal) ? scene.OtherEyes : scene.Owner, scene.Foreigner);
        await StrangersAsync(row);
        await NarrowAsync(row);
        switch (row.Condition.Reach)
        {
            case Reach.Own:
                await ForeignersFindNothingAsync(row, foreigner);
                Answer absent = await CallAsync(row, owner, scene.Things.Absent());
                Expect(row, "owner", "is told that there is no such thing", absent, IsAbsent(row, absent));
                break;
            case Reach.OwnAmongAll:
                Answer others = await CallAsync(row, foreigner, scene.Things);
                Expect(row, "foreigner", "sees nothing of the owner's", others, IsAdmitted(row, others) && !others.Text.Contains(MarkOf(row), StringComparison.Ordinal));
                break;
            case Reach.OwnName:
                Answer refused = await CallAsync(row, foreigner, scene.Things);
                Expect(row, "foreigner", "acts in no other's name", refused, refused.Text.Contains("not-allowed", StringComparison.Ordinal));
                break;
            case Reach.Open:
                Answer open = await CallAsync(row, foreigner, scene.Things);
                Expect(row, "foreigner", "is admitted", open, IsAdmitted(row, open));
                break;
        }

        Answer own = await CallAsync(row, owner, scene.Things);
        Expect(row, "owner", "is admitted", own, IsAdmitted(row, own) && !IsAbsent(row, own));
        if (row.Condition.Reach == Reach.OwnAmongAll)
        {
            Expect(row, "owner", "sees their own", own, own.Text.Contains(MarkOf(row), StringComparison.Ordinal));
        }
    }

    private async Task StrangersAsync(PermissionRow row)
    {
        long before = scene.LogSize;
        foreach ((string who, HttpClient client) in Everybody().Take(2))
        {
            foreach (NamedThings things in (NamedThings[])[scene.Things, scene.Things.Absent()])
            {
                Answer answer = await CallAsync(row, client, things);
                Expect(row, who, "is refused", answer, row.RefusesItself
                    ? StatusOf(answer) == 11
                    : answer is { Status: HttpStatusCode.Unauthorized } && answer["code"] == "not-authenticated" && answer.Headers["WWW-Authenticate"] == "Bearer");
            }
        }

        Expect(row, "strangers", "write nothing", null, IsUnwritten(row, before));
    }

    /// <summary>A system of the owner's authority that may act on other types only.</summary>
    private async Task NarrowAsync(PermissionRow row)
    {
        long before = scene.LogSize;
        Answer there = await CallAsync(row, scene.Narrow, scene.Things);
        if (row.NeedsAllTypes)
        {
            Expect(row, "narrow", "is refused", there, there.Status == HttpStatusCode.Forbidden && there["code"] == "not-allowed");
        }
        else if (row.Condition.Reach == Reach.Own && NamesLicence(row))
        {
            Answer nothing = await CallAsync(row, scene.Narrow, scene.Things.Absent());
            Expect(row, "narrow", "finds nothing", there, IsAbsent(row, there) && there.Text == nothing.Text);
        }
        else if (row.Condition.Reach == Reach.OwnAmongAll)
        {
            bool isOfLicences = MarkOf(row) == scene.Things.Licence || MarkOf(row) == scene.Things.Renewal;
            Expect(row, "narrow", "sees its own", there, IsAdmitted(row, there) && (!isOfLicences || !there.Text.Contains(MarkOf(row), StringComparison.Ordinal)));
        }
        else if (row.Condition.Reach == Reach.OwnName)
        {
            Expect(row, "narrow", "acts on no other type", there, there.Text.Contains("not-allowed", StringComparison.Ordinal));
        }
        else
        {
            Expect(row, "narrow", "is admitted", there, IsAdmitted(row, there));
        }

        Expect(row, "narrow", "writes nothing", null, row.Condition.Reach == Reach.Open || IsUnwritten(row, before));
    }

    private async Task ForeignersFindNothingAsync(PermissionRow row, HttpClient foreigner)
    {
        long before = scene.LogSize;
        Answer there = await CallAsync(row, foreigner, scene.Things);
        Answer nothing = await CallAsync(row, foreigner, scene.Things.Absent());
        Expect(row, "foreigner", "finds nothing", there, IsAbsent(row, there));
        Expect(row, "foreigner", "cannot tell it from what is not there", nothing, there.Status == nothing.Status && there.Text == nothing.Text);
        Expect(row, "foreigner", "writes nothing", null, IsUnwritten(row, before));
    }

    private IEnumerable<(string Who, HttpClient Client)> Everybody() =>
    [
        ("anyone", scene.Anyone),
        ("stranger with a key", scene.Stranger),
        ("narrow", scene.Narrow),
        ("foreigner", scene.Foreigner),
        ("owner", scene.Owner),
    ];

    // The rows of an import are written behind its answers.
    private bool IsUnwritten(PermissionRow row, long before) =>
        scene.LogSize == before || row.Route.StartsWith("/api/v1/imports", StringComparison.Ordinal);

    private string MarkOf(PermissionRow row) => row.Route[1..].Split('/')[2] switch
    {
        "renewals" or "renewal-applications" => scene.Things.Renewal,
        "migrations" => scene.Things.OldForm,
        "signing-keys" => scene.Things.Certificate,
        "system-keys" => scene.Things.Proposal,
        "materials" => scene.Things.Material,
        "imports" => scene.Things.Import,
        "inspections" => scene.Things.Plan,
        "seals" => row.Route.EndsWith("/refused-uses", StringComparison.Ordinal) ? "seal-not-in-force" : scene.Things.Seal,
        _ => scene.Things.Licence,
    };

    private static bool NamesLicence(PermissionRow row) => row.RefusesItself || row.Route.Contains("{identifier}", StringComparison.Ordinal);

    private static bool IsHeldBack(PermissionRow row, Answer answer) => Held.All(header => answer.Headers.GetValueOrDefault(header.Name) is string value
            && value.Contains(header.Value, StringComparison.Ordinal))
        && (row.Role == Role.Anyone || answer.Headers.GetValueOrDefault("Cache-Control")?.Contains("no-store", StringComparison.Ordinal) == true)
        && !answer.Headers.ContainsKey("Server") && !answer.Headers.ContainsKey("X-Powered-By") && !answer.Headers.ContainsKey("Access-Control-Allow-Origin");

    private static bool IsAdmitted(PermissionRow row, Answer answer) => row.RefusesItself
        ? StatusOf(answer) == 0
        : answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)answer.Status < 500;

    // Of the sharing services: 100 没有, 101 无权, which they tell from the request alone.
    private static bool IsAbsent(PermissionRow row, Answer answer) => row.RefusesItself
        ? StatusOf(answer) is not (0 or 11)
        : answer.Status == HttpStatusCode.NotFound && answer["code"] == "not-found";

    private static int StatusOf(Answer answer) => answer.Json["head"]!["status"]!.GetValue<int>();

    private async Task<Answer> CallAsync(PermissionRow row, HttpClient client, NamedThings things)
    {
        _cells++;
        using HttpRequestMessage request = MatrixRequests.Of(row, things, client);
        Answer answer = await client.CallAsync(request);
        Expect(row, "everybody", "gets the headers that hold browsers back", null, IsHeldBack(row, answer));
        return answer;
    }

    private void Expect(PermissionRow row, string who, string what, Answer? answer, bool isSo)
    {
        if (!isSo)
        {
            _wrong.Add($"{row.Method} {row.Route}: {who} {what}; {answer?.Status} {answer?.Text}");
        }
    }
}
