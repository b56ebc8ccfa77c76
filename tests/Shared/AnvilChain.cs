using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Ledger.Tests;

/// <summary>A chain of one node that runs for one test: anvil, on a free port, its state kept when it is stopped.</summary>
internal sealed class AnvilChain : IDisposable
{
    public const long ChainId = 202_604;

    // anvil is stopped when its standard input ends. So it never outlives the tests, even if they are killed.
    private const string UntilInputEnds = "\"$0\" \"$@\" & P=$!; cat > /dev/null; kill -TERM $P; wait $P";
    private const string Listening = "Listening on 127.0.0.1:";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly string[] _options;
    private Process? _process;

    private AnvilChain(string[] options) => _options = options;

    /// <summary>The program, or null where npm has not installed it.</summary>
    public static string? Program { get; } = Find();

    /// <summary>Where its JSON-RPC answers; the same after a restart.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Starts a new chain; a block for each transaction unless the options say otherwise.</summary>
    public static async Task<AnvilChain> StartAsync(params string[] options)
    {
        AnvilChain chain = new(options);
        await chain.StartAgainAsync();
        return chain;
    }

    /// <summary>Starts it again after <see cref="Stop"/>: same port, same state.</summary>
    public async Task StartAgainAsync()
    {
        TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ProcessStartInfo start = new("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = _folder.Path },
        };
        string[] arguments =
        [
            "-c", UntilInputEnds, Program!, "--host", "127.0.0.1", "--port", $"{Url.Port}", "--chain-id", $"{ChainId}",
            "--gas-price", "0", "--base-fee", "0", "--state", _folder["state.json"], .. _options,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(Listening, StringComparison.Ordinal) is true)
            {
                port.TrySetResult(int.Parse(line.Data[Listening.Length..], CultureInfo.InvariantCulture));
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Url = new Uri($"http://127.0.0.1:{await port.Task.WaitAsync(Patience)}");
    }

    /// <summary>Stops it; the state is on disk.</summary>
    public void Stop()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(Patience))
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
            _process = null;
        }
    }

    /// <summary>One call, such as <c>anvil_mine</c>; gives its result.</summary>
    public async Task<JsonNode?> CallAsync(string method, params JsonNode?[] parameters)
    {
        JsonObject call = new()
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = method,
            ["params"] = new JsonArray(parameters),
        };
        using StringContent content = new(call.ToJsonString(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await _http.PostAsync(Url, content);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.True(answer["error"] is null, $"{method}: {answer["error"]}");
        return answer["result"];
    }

    public void Dispose()
    {
        Stop();
        _http.Dispose();
        _folder.Dispose();
    }

    private static string? Find()
    {
        string program = Path.Combine(
            Repository.Root, "node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
        return File.Exists(program) ? program : null;
    }
}

/// <summary>A fact that runs a chain; skipped where npm has not installed one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChainFactAttribute : FactAttribute
{
    public ChainFactAttribute()
    {
        if (AnvilChain.Program is null)
        {
            Skip = "anvil is absent: npm ci installs it";
        }
    }
}

/// <summary>A theory that runs a chain; skipped where npm has not installed one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChainTheoryAttribute : TheoryAttribute
{
    public ChainTheoryAttribute()
    {
        if (AnvilChain.Program is null)
        {
            Skip = "anvil is absent: npm ci installs it";
        }
    }
}
