using System.Net;
using System.Text.Json.Nodes;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Licences;

/// <summary>Somebody was served in March; in July it is asked whether the licence was good on that day.</summary>
public sealed class PointInTimeTests : IAsyncLifetime, IDisposable
{
    private const string Operator = "clerk-1";

    private readonly TestClock _clock = new() { Now = InChina(2025, 2, 10, 9) };
    private readonly TestNode _node;

    public PointInTimeTests() => _node = new TestNode { Time = _clock };

    public Task InitializeAsync() => _node.InitializeAsync();

    public Task DisposeAsync() => _node.DisposeAsync();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task A_court_asks_in_July_whether_a_licence_was_good_on_the_second_of_March()
    {
        // 10 February: the licence is issued.
        JsonObject request = Calls.GoodLicence();
        request["validFrom"] = "2025-02-10";
        string first = (await _node.Department.IssueAsync(request))["identifier"];

        // 1 to 5 March: taken away after an inspection, and given back.
        await DecideAsync(InChina(2025, 3, 1, 10), first, "suspension", new JsonObject { ["until"] = "2025-03-31", ["note"] = "后厨卫生不合格" });
        await DecideAsync(InChina(2025, 3, 5, 15), first, "resumption", []);

        // 20 March: the holder objects to a misspelt address; 1 April: the second version corrects it.
        await DecideAsync(InChina(2025, 3, 20, 9), first, "dispute", new JsonObject { ["reference"] = "YY-2025-17" });
        Answer corrected = await DecideAsync(InChina(2025, 4, 1, 9), first, "versions", new JsonObject { ["act"] = "correction" });
        string second = corrected["identifier"];

        // 30 June: revoked for good. Other licences go on being issued.
        await DecideAsync(InChina(2025, 6, 30, 16), second, "revocation", new JsonObject { ["reason"] = "penalty" });
        _clock.Now = InChina(2025, 7, 10, 9);
        await _node.Department.IssueAsync();
        _clock.Now = InChina(2025, 7, 15, 9);

        // The 2nd of March, and what was before and after. Whoever asks may name either version.
        await AssertWasAsync("suspended", first, "2025-03-02", named: first);
        await AssertWasAsync("suspended", first, "2025-03-02", named: second);
        await AssertWasAsync("not-issued", first, "2025-02-09", named: second);
        await AssertWasAsync("valid", first, "2025-02-10", named: second);
        await AssertWasAsync("valid", first, "2025-03-01T09:59:59.999%2B08:00", named: second);
        await AssertWasAsync("suspended", first, "2025-03-01T02:00:00Z", named: second);
        await AssertWasAsync("valid", first, "2025-03-05", named: second);
        await AssertWasAsync("valid", first, "2025-03-20", named: second, isDisputed: true);
        await AssertWasAsync("valid", second, "2025-04-01", named: first);
        await AssertWasAsync("revoked", second, "2025-06-30", named: first);

        // Since the 10th nothing was signed: the answer is what the log knows, and says so.
        JsonNode late = await AskAsync(first, "2025-07-14");
        Assert.Equal(("revoked", "not-yet"), (late["status"]!.GetValue<string>(), late["pointInTime"]!["reach"]!.GetValue<string>()));

        // How it came to that, with who decided and why.
        JsonArray events = (await EventsAsync(first, "")).Json["events"]!.AsArray();
        Assert.Equal(
            [
                "licence.issued.v1 issue valid", "licence.suspended.v1  suspended", "licence.resumed.v1  valid", "licence.disputed.v1  valid",
                "licence.issued.v1 correction valid", "licence.revoked.v1 superseded superseded", "licence.revoked.v1 penalty revoked",
            ],
            events.Select(told => $"{told!["event"]} {told["code"]} {told["status"]}"));
        Assert.Equal("后厨卫生不合格", events[1]!["note"]!.GetValue<string>());
        Assert.Equal("2025-03-31", events[1]!["until"]!.GetValue<string>());
        Assert.All(events, told => Assert.Equal(Operator, told!["operator"]!.GetValue<string>()));
        Assert.Equal(InChina(2025, 3, 1, 10), events[1]!["time"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Events_come_in_pages_until_there_are_no_more()
    {
        string identifier = (await _node.Department.IssueAsync())["identifier"];
        await DecideAsync(_clock.Now.AddDays(1), identifier, "suspension", []);
        await DecideAsync(_clock.Now.AddDays(1), identifier, "resumption", []);
        JsonArray all = (await EventsAsync(identifier, "")).Json["events"]!.AsArray();
        List<string> paged = [];
        long? after = null;
        do
        {
            JsonObject page = (await EventsAsync(identifier, after is null ? "?limit=2" : $"?limit=2&after={after}")).Json;
            paged.AddRange(page["events"]!.AsArray().Select(told => told!.ToJsonString()));
            after = page["next"]?.GetValue<long>();
        }
        while (after is not null);
        Assert.Equal(all.Select(told => told!.ToJsonString()), paged);
        Assert.Equal(3, paged.Count);
    }

    [Theory]
    [InlineData("?at=", "invalid-field", "/at")]
    [InlineData("?at=yesterday", "invalid-field", "/at")]
    [InlineData("?at=2025-02-30", "invalid-field", "/at")]
    [InlineData("?at=2025-2-1", "invalid-field", "/at")]
    [InlineData("?at=2025-02-09T09:30:00", "invalid-field", "/at")]
    [InlineData("?at=2025-02-09T09:30:00+08:00", "invalid-field", "/at")]
    [InlineData("?at=2025-02-09%2009:30:00Z", "invalid-field", "/at")]
    [InlineData("?at=0001-01-01T00:00:00%2B14:00", "invalid-field", "/at")]
    [InlineData("?at=2025-02-10", "invalid-field", "/at")]
    [InlineData("?at=2025-02-10T01:00:00.001Z", "invalid-field", "/at")]
    [InlineData("?at=9999-12-31", "invalid-field", "/at")]
    [InlineData("?at=2025-02-09&at=2025-02-08", "invalid-field", "/at")]
    [InlineData("?att=2025-02-09", "unknown-field", "/att")]
    [InlineData("/events?limit=0", "invalid-field", "/limit")]
    [InlineData("/events?limit=201", "invalid-field", "/limit")]
    [InlineData("/events?limit=99999999999", "invalid-field", "/limit")]
    [InlineData("/events?after=-1", "invalid-field", "/after")]
    [InlineData("/events?from=1", "unknown-field", "/from")]
    public async Task A_wrong_question_is_refused_and_the_parameter_named(string query, string code, string field)
    {
        string identifier = (await _node.Department.IssueAsync())["identifier"];
        Answer answer = await _node.Department.ReadAsync($"{Calls.Licences}/{identifier}{query}");
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(field, answer["field"]);
    }

    [Theory]
    [InlineData("?at=0001-01-01")]
    [InlineData("?at=2025-02-10T01:00:00Z")]
    [InlineData("?at=2025-02-10T09:00:00.0000000%2B08:00")]
    [InlineData("/events?limit=200")]
    [InlineData("/events?after=9223372036854775807")]
    public async Task What_just_fits_is_answered(string query)
    {
        string identifier = (await _node.Department.IssueAsync())["identifier"];
        Assert.Equal(HttpStatusCode.OK, (await _node.Department.ReadAsync($"{Calls.Licences}/{identifier}{query}")).Status);
    }

    [Fact]
    public async Task Another_authoritys_history_answers_like_that_of_no_licence()
    {
        LicenceIdentifier identifier = LicenceIdentifier.Parse((await _node.Department.IssueAsync())["identifier"]);
        LicenceIdentifier absent = LicenceIdentifier.Create(identifier.Type, identifier.Issuer, "ABSENT", 1);
        foreach (string query in new[] { "?at=2025-02-09", "/events" })
        {
            Answer theirs = await _node.OtherDepartment.ReadAsync($"{Calls.Licences}/{identifier}{query}");
            Calls.AssertProblem(theirs, HttpStatusCode.NotFound, "not-found");
            Assert.Equal((await _node.OtherDepartment.ReadAsync($"{Calls.Licences}/{absent}{query}")).Text, theirs.Text);
        }
    }

    [Fact]
    public async Task After_the_holder_is_erased_events_and_past_states_are_told_without_who_decided()
    {
        JsonObject request = Calls.GoodLicence();
        string identifier = (await _node.Department.IssueAsync(request))["identifier"];
        await DecideAsync(_clock.Now.AddDays(1), identifier, "suspension", new JsonObject { ["note"] = "后厨卫生不合格" });
        await EraseAsync(request["holder"]!);
        _clock.Now = _clock.Now.AddDays(2);

        Answer events = await EventsAsync(identifier, "");
        Assert.DoesNotContain(Operator, events.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("后厨", events.Text, StringComparison.Ordinal);
        Assert.Equal(2, events.Json["events"]!.AsArray().Count);
        Assert.Equal("suspended", (await AskAsync(identifier, "2025-02-11"))["status"]!.GetValue<string>());
    }

    private static DateTimeOffset InChina(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.FromHours(8));

    private async Task EraseAsync(JsonNode holder)
    {
        using Ledger.Node.Log.LedgerRead rows = _node.Node.Ledger.Read();
        Google.Protobuf.ByteString handle =
            _node.Node.Holders.Find(rows, holder["codeType"]!.GetValue<string>(), holder["code"]!.GetValue<string>())!;
        Assert.True(await _node.Node.Holders.EraseAsync(handle, CancellationToken.None));
    }

    private async Task<Answer> DecideAsync(DateTimeOffset when, string identifier, string act, JsonObject body)
    {
        _clock.Now = when;
        (body["legalBasis"], body["operator"]) = ("《中华人民共和国食品安全法》第一百二十四条", Operator);
        Answer answer = await _node.Department.PostJsonAsync($"{Calls.Licences}/{identifier}/{act}", body, Calls.NewKey());
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Text);
        return answer;
    }

    private async Task<Answer> EventsAsync(string identifier, string query)
    {
        Answer answer = await _node.Department.ReadAsync($"{Calls.Licences}/{identifier}/events{query}");
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        return answer;
    }

    private async Task<JsonNode> AskAsync(string identifier, string at)
    {
        Answer answer = await _node.Department.ReadAsync($"{Calls.Licences}/{identifier}?at={at}");
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    /// <summary>Asks, then verifies the proof as a stranger would, with the trust policy and the document of the version then.</summary>
    private async Task AssertWasAsync(string status, string version, string at, string named, bool isDisputed = false)
    {
        JsonNode told = await AskAsync(named, at);
        JsonNode proof = told["pointInTime"]!;
        Assert.Equal(
            (at, status, version, isDisputed, "covers"),
            (at, told["status"]!.GetValue<string>(), told["identifier"]!.GetValue<string>(), told["disputed"]!.GetValue<bool>(),
                proof["reach"]!.GetValue<string>()));

        byte[] bundle = (await _node.Anyone.ReadAsync(proof["statusBundle"]!.GetValue<string>())).Bytes;
        OpenedLicence opened = _node.Node.Licences.Open(Api.Demo.DemoWorld.IssuingAuthority, version);
        DateTimeOffset moment = proof["at"]!.GetValue<DateTimeOffset>();
        string sealKey = SealReference.MapKeyOf(StatusBundle.Parse(bundle))!.Value.ToHex();
        byte[] sealBundle = (await _node.Anyone.ReadAsync($"/log/status/{sealKey}")).Bytes;
        Verdict verdict = new LicenceVerifier(_node.Policy, _clock)
            .Verify(opened.DocumentBytes.Span, bundle, RemoteEvidence.None, moment, sealBundle);
        Assert.True(verdict.Conclusion == (status == "valid" ? Conclusion.Valid : Conclusion.NotValid), $"{at}: {verdict.Conclusion}");

        StatusReport report = new StatusVerifier(_node.Policy.Logs[0], _node.Policy.MaximumAge, _clock)
            .Verify(StatusBundle.Parse(bundle), _node.Node.Licences.MapKeyOf(opened.Licence));
        PastStatus past = report.StatusAt(moment)!;
        Assert.Equal(status == "not-issued", past.Entry is null);
        Assert.Equal(isDisputed, past.Entry?.Status is SubjectStatus.Disputed or SubjectStatus.SuspendedDisputed);
    }
}
