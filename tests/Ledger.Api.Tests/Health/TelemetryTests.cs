using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Ledger.Api.Tests.Crash;
using Ledger.Api.Tests.Documents;
using Ledger.Node;

namespace Ledger.Api.Tests.Health;

/// <summary>What a node tells of itself: to Prometheus at an address of its own, to a collector by OTLP, and nothing of people.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed partial class TelemetryTests : IAsyncLifetime, IDisposable
{
    // There are no other provinces here.
    private static readonly string[] OfOthers = ["ledger_cosigner_lag", "ledger_cosigner_trouble", "ledger_mirror_lag", "ledger_mirror_trouble"];

    private readonly Uri _metrics = new($"http://127.0.0.1:{Ports.Find()}");
    private Collector _collector = null!;
    private TestNode _node = null!;

    public async Task InitializeAsync()
    {
        _collector = await Collector.StartAsync();
        _node = new TestNode { Adjust = options => options with { Telemetry = new TelemetryOptions { Metrics = _metrics, Otlp = _collector.Address } } };
        await _node.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _collector.DisposeAsync();
    }

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task Every_metric_that_the_dashboard_and_the_alarms_name_is_there_after_one_licence()
    {
        await UseAsync();
        long size = _node.LogSize;
        string text = await ReadAsync();
        foreach (string file in (string[])["dashboard.json", "alerts.yml"])
        {
            string[] named = [.. MetricName().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "monitoring", file)))
                .Select(match => match.Value).Distinct().Except(OfOthers)];
            Assert.NotEmpty(named);
            Assert.All(named, name => Assert.Contains("\n" + name, text, StringComparison.Ordinal));
        }

        Assert.Equal(1, Value(text, "ledger_writer_writing"));
        Assert.InRange(Value(text, "ledger_log_size"), size, _node.LogSize); // commitments of the audit log follow what was read
        Assert.True(Value(text, "ledger_log_leaves_total") > 0);
    }

    [PromtoolFact]
    public async Task Promtool_finds_the_alarm_rules_right_and_reads_every_figure()
    {
        await UseAsync();
        Assert.Contains("SUCCESS", Tool.Run(PromtoolFactAttribute.Program, "prometheus", "check", "rules", Path.Combine(Repository.Root, "docs", "monitoring", "alerts.yml")), StringComparison.Ordinal);
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["metrics"], await ReadAsync());

        // 3: it reads them, and would name some otherwise, as the platform's own; 1: it cannot read them.
        string said = Tool.Run("sh", "dash", "-c", $"{PromtoolFactAttribute.Program} check metrics < {folder["metrics"]} 2>&1; test $? -ne 1");
        Assert.DoesNotMatch("(?m)^ledger_", said);
    }

    [Fact]
    public async Task Outcomes_are_counted_by_code_and_conclusion()
    {
        string before = await ReadAsync();
        await _node.Anyone.ReadAsync(Calls.Licences);
        byte[] nothing = "no licence"u8.ToArray();
        Assert.Equal("cannot-tell", (await _node.Anyone.PostJsonAsync("/api/v1/verifications/file", nothing, type: "application/pdf"))["conclusion"]);
        string after = await ReadAsync();

        Assert.True(Value(after, "ledger_refusals_total", "code=\"not-authenticated\"") > Value(before, "ledger_refusals_total", "code=\"not-authenticated\""));
        Assert.True(Value(after, "ledger_verdicts_total", "conclusion=\"cannot-tell\"") > Value(before, "ledger_verdicts_total", "conclusion=\"cannot-tell\""));
        Assert.True(Value(after, "http_server_request_duration_seconds_count", "http_route=\"/api/v1/licences") >= 1);
    }

    [Fact]
    public async Task The_address_of_the_metrics_answers_nothing_else_and_no_other_address_answers_metrics()
    {
        using HttpClient client = new() { BaseAddress = _metrics };
        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync(Calls.Licences)).Status);
        using HttpRequestMessage disguised = new(HttpMethod.Get, "/metrics");
        disguised.Headers.Host = _metrics.Authority;
        Calls.AssertProblem(await _node.Anyone.CallAsync(disguised), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_is_told_has_routes_and_nothing_of_licences_and_people()
    {
        string identifier = await UseAsync();
        string metrics = await ReadAsync();
        await _node.App.DisposeAsync(); // sends what has not been sent
        string traces = _collector.TextOf("/v1/traces");
        Assert.Contains("GET /api/v1/licences/{identifier}", traces, StringComparison.Ordinal);
        Assert.Contains("ledger.log.size", _collector.TextOf("/v1/metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", traces, StringComparison.Ordinal);
        string holder = Calls.GoodLicence()["holder"]!["code"]!.GetValue<string>();
        foreach (string text in (string[])[metrics, traces, _collector.TextOf("/v1/metrics")])
        {
            foreach (string secret in (string[])[identifier, identifier.Split('.')[7], holder, "secret-of-the-caller"])
            {
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Issues a licence, reads it, and verifies its file, with a caller's trace around; gives its identifier.</summary>
    private async Task<string> UseAsync()
    {
        string identifier = (await _node.Department.IssueAsync())["identifier"];
        using HttpRequestMessage traced = new(HttpMethod.Get, $"{Calls.Licences}/{identifier}/pdf");
        traced.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        traced.Headers.Add("tracestate", "who=secret-of-the-caller");
        byte[] pdf = (await _node.Department.CallAsync(traced)).Bytes;
        Assert.Equal(HttpStatusCode.OK, (await _node.Department.ReadAsync($"{Calls.Licences}/{identifier}")).Status);
        Assert.Equal("valid", (await _node.Anyone.PostJsonAsync("/api/v1/verifications/file", pdf, type: "application/pdf"))["conclusion"]);
        Assert.Equal(HttpStatusCode.NotFound, (await _node.Anyone.ReadAsync("/nowhere")).Status);
        return identifier;
    }

    private async Task<string> ReadAsync()
    {
        using HttpClient client = new() { BaseAddress = _metrics };
        Answer answer = await client.ReadAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("text/plain", answer.Headers["Content-Type"], StringComparison.Ordinal);
        return answer.Text;
    }

    /// <summary>The sum of a metric's series that have a label; 0 where there is none.</summary>
    private static double Value(string text, string name, string label = "") => text.Split('\n')
        .Where(line => (line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal)) && line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\b(?:ledger|http_server|dotnet|kestrel)_[a-z_]+\b")]
    private static partial Regex MetricName();
}
