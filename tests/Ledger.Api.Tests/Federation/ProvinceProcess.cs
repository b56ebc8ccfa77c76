using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Federation;
using Ledger.Node.Tests.Storage;

namespace Ledger.Api.Tests.Federation;

/// <summary>A province's node on a folder that is made, and the calls that the scenarios need.</summary>
internal sealed class ProvinceProcess(NodeOptions options, string departmentKey) : IAsyncDisposable
{
    private const string WriteMode = "writing";

    private ProgramRun? _run;
    private int _issued = Random.Shared.Next(1_000_000); // a copy of a node issues other licences than its original

    /// <summary>Its settings.</summary>
    public NodeOptions Options => options;

    /// <summary>The calls to it.</summary>
    public NodeClient Client { get; } = new(options.Listen, departmentKey, options.Systems[0].Authority);

    /// <summary>Whether its process runs.</summary>
    public bool IsRunning => _run is { HasExited: false };

    /// <summary>Starts the process only.</summary>
    public void Launch()
    {
        EmptyDatabase.PutInto(options.DatabaseFolder);
        _run = ProgramRun.Start(["serve", "--data", options.Folder]);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        await _run!.KillAsync();
        await _run.DisposeAsync();
    }

    /// <summary>SIGTERM.</summary>
    public async Task StopAsync(int exitCode = 0)
    {
        Assert.Equal(exitCode, await _run!.StopAsync());
        await _run.DisposeAsync();
    }

    /// <summary>What it does, or <c>silent</c> where nobody answers.</summary>
    public async Task<string> ModeAsync() =>
        await Client.ReadyAsync() is null ? "silent" : (await Client.JsonAsync("/health/ready"))["mode"]!.GetValue<string>();

    /// <summary>Waits until it does this.</summary>
    public Task<string> UntilAsync(string mode) =>
        Patience.UntilAsync(ModeAsync, now => now == mode || !IsRunning, $"{options.Origin} becomes {mode}");

    /// <summary>Waits until it can issue.</summary>
    public async Task UntilWritingAsync()
    {
        string mode = await UntilAsync(WriteMode);
        Assert.True(mode == WriteMode, $"{options.Origin} is {mode}: {_run?.Output}{_run?.Errors}");
    }

    /// <summary>Why it does not write.</summary>
    public async Task<string> ReasonAsync() => (await Client.JsonAsync("/health/ready"))["english"]!.GetValue<string>();

    /// <summary>Issues a licence that it has not issued before; gives its identifier.</summary>
    public async Task<string> IssueAsync()
    {
        Outcome outcome = await TryIssueAsync();
        Assert.True(outcome.IsAcknowledged, $"{outcome}");
        return outcome.Identifier!;
    }

    /// <summary>Asks for a licence, whatever comes of it.</summary>
    public Task<Outcome> TryIssueAsync() => Client.IssueAsync(_issued++);

    /// <summary>Size of its log, by what it signed.</summary>
    public async Task<long> SizeAsync() => (await Client.JsonAsync("/health/ready"))["logSize"]!.GetValue<long>();

    /// <summary>Its label on its newest checkpoint: <c>below</c>, or <c>met</c> and since when.</summary>
    public async Task<string> QuorumAsync()
    {
        using HttpResponseMessage answer = await Client.GetAsync("/log/checkpoint");
        return answer.Headers.TryGetValues("Ledger-Quorum", out IEnumerable<string>? labels) ? labels.Single() : $"{(int)answer.StatusCode}";
    }

    /// <summary>How its copy of another log stands.</summary>
    public async Task<JsonNode> MirrorAsync(string origin) =>
        (await Client.JsonAsync("/api/v1/federation"))["mirrors"]!.AsArray().Single(mirror => mirror!["origin"]!.GetValue<string>() == origin)!;

    /// <summary>Waits until its copy of another log is whole and well, of at least this size.</summary>
    public Task<JsonNode> UntilMirroredAsync(ProvinceProcess other, long size) => Patience.UntilAsync(
        () => MirrorAsync(other.Options.Origin),
        mirror => mirror["trouble"]!.GetValue<string>() == "none" && mirror["size"]!.GetValue<long>() >= size,
        string.Create(CultureInfo.InvariantCulture, $"{options.Origin} mirrors {size} leaves of {other.Options.Origin}"));

    /// <summary>The newest checkpoints of another log that it signed: as witness, and as map auditor. In quarantine it shows them with 503.</summary>
    public async Task<IReadOnlyList<SignedNote>> CosignedAsync(string origin, HttpStatusCode expected = HttpStatusCode.OK)
    {
        List<SignedNote> notes = [];
        foreach (string role in (string[])["witness", "map-auditor"])
        {
            using HttpResponseMessage answer = await Client.GetAsync($"/{role}/{Witness.KeyOf(origin).ToHex()}/checkpoint");
            Assert.Equal(expected, answer.StatusCode);
            notes.Add(SignedNote.Parse(Encoding.UTF8.GetBytes(await answer.Content.ReadAsStringAsync())));
        }

        return notes;
    }

    /// <summary>Submits a checkpoint to it, as witness or map auditor; gives the status of the answer.</summary>
    public async Task<HttpStatusCode> SubmitAsync(string role, long oldSize, SignedNote note)
    {
        using HttpClient http = new();
        using StringContent body = new(string.Create(CultureInfo.InvariantCulture, $"old {oldSize}\n\n{note}"));
        using HttpResponseMessage answer = await http.PostAsync(new Uri(options.Listen, $"/{role}/add-checkpoint"), body);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_run is not null)
        {
            await _run.DisposeAsync();
        }
    }
}
