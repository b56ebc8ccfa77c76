using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Api.Demo;
using Ledger.Api.Hosting;
using Ledger.Node.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ledger.Api.Tests.Hosting;

/// <summary>Nothing that a licence says of anybody reaches a log line or a refusal, whatever goes wrong.</summary>
public sealed partial class DiscreetLogsTests
{
    private const string Somebody = "沈知夏 310100198806120023";

    // What a sentence of a log may be told. Exceptions go through DiscreetLogs; a reason is a sentence of our own or of the system's.
    private static readonly string[] Allowed =
    [
        "int", "long", "bool", "Digest", "Confinements", "MirrorTrouble", "LedgerError", "Exception",
        "string provider", "string code", "string? field", "string reference", "string reason", "string method", "string service", "string system",
        "string source", "string origin", "string witness", "string host", "string id", "string division",
    ];

    [Fact]
    public void No_message_of_an_exception_reaches_a_log()
    {
        Recorded recorded = new();
        using DiscreetLogs logs = new(recorded);
        Exception deep = Thrown(new FormatException($"\"{Somebody}\" is no date.", Thrown(new ArgumentException(Somebody))));
        logs.CreateLogger("test").Log(LogLevel.Error, default, "It failed.", deep, (state, _) => state);
        string line = Assert.Single(recorded.Lines);
        Assert.DoesNotContain("沈", line, StringComparison.Ordinal);
        Assert.DoesNotContain("310100", line, StringComparison.Ordinal);
        Assert.Contains("It failed.", line, StringComparison.Ordinal);
        Assert.Contains("System.FormatException (0x80131537)", line, StringComparison.Ordinal);
        Assert.Contains("System.ArgumentException (0x80070057)", line, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), line, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentences_of_logs_are_told_only_what_is_nobodys()
    {
        string[] told =
        [
            .. Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
                .Where(file => file.Contains("/Ledger.Node/", StringComparison.Ordinal) || file.Contains("/Ledger.Api/", StringComparison.Ordinal))
                .SelectMany(file => Sentence().Matches(File.ReadAllText(file)).SelectMany(match => match.Groups[1].Value.Split(',')))
                .Select(parameter => parameter.Trim()).Where(parameter => !parameter.StartsWith("ILogger ", StringComparison.Ordinal)),
        ];
        Assert.True(told.Length > 40, $"{told.Length} are seen.");
        Assert.DoesNotContain(told, parameter => !Allowed.Contains(parameter) && !Allowed.Contains(parameter.Split(' ')[0]));
    }

    [Fact]
    public void No_log_is_written_but_by_such_sentences() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories),
        file => (file.Contains("/Ledger.Node/", StringComparison.Ordinal) || file.Contains("/Ledger.Api/", StringComparison.Ordinal)) && Direct().IsMatch(File.ReadAllText(file)));

    [Fact]
    public async Task A_licence_that_is_issued_refused_and_looked_for_is_named_in_no_log_and_no_refusal()
    {
        Recorded recorded = new();
        DemoLicence permit = DemoSamples.All(LicenceDate.InChina(TimeProvider.System.GetUtcNow())).Single(licence => licence.Type == "11100000MBDEM9036M001");
        using TestNode node = new()
        {
            Authorities = [.. DemoWorld.Authorities.Where(authority => authority.Code == permit.Issuer)],
            AdjustHost = builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new DiscreetLogs(recorded)),
        };
        await node.InitializeAsync();
        try
        {
            _ = Assert.IsType<DiscreetLogs>(node.App.Services.GetServices<ILoggerProvider>().First());
            using HttpClient department = node.SystemOf(permit.Issuer);
            JsonObject good = permit.ToRequest();
            string[] personal = [.. permit.Fields.Where(field => field.Key is not "QFJG" && field.Value.Length > 3).Select(field => field.Value), permit.Holder.Name, permit.Holder.Code];
            List<string> refusals = [];
            foreach (string key in permit.Fields.Keys)
            {
                JsonObject bad = good.DeepClone().AsObject();
                bad["fields"]![key] = bad["fields"]![key]!.GetValue<string>() + "\u202e" + Somebody;
                refusals.Add((await department.IssueAsync(bad)).Text);
            }

            Assert.Equal(HttpStatusCode.Created, (await department.IssueAsync(good)).Status);
            refusals.Add((await department.IssueAsync(good)).Text);
            Assert.Equal(HttpStatusCode.OK, (await department.PostJsonAsync(
                Calls.Licences + "/by-holder", new JsonObject { ["codeType"] = permit.Holder.CodeType, ["code"] = permit.Holder.Code })).Status);
            refusals.Add((await department.PostJsonAsync(Calls.Licences + "/by-holder", new JsonObject { ["codeType"] = "111", ["code"] = Somebody })).Text);
            refusals.Add((await department.ReadAsync($"{Calls.Licences}/{Uri.EscapeDataString(Somebody)}")).Text);
            Assert.True(refusals.Count(refusal => refusal.Contains("\"code\"", StringComparison.Ordinal)) > permit.Fields.Count);
            string said = string.Join('\n', [.. recorded.Lines, .. refusals]);
            Assert.NotEmpty(recorded.Lines);
            Assert.All([.. personal, "沈知夏", "310100198806120023"], text => Assert.DoesNotContain(text, said, StringComparison.Ordinal));
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught) when (caught == exception)
        {
            return caught;
        }
    }

    [GeneratedRegex(@"\[LoggerMessage\((?:[^]""]|""[^""]*"")*\)\]\s*private (?:static )?partial void \w+\(([^)]*)\);")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)?\((?!gger|Level\.)[^)]*""")]
    private static partial Regex Direct();

    private sealed class Recorded : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
