using System.Globalization;
using Ledger.Api.Hosting;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Demo;

/// <summary>An anvil node for development and demonstration: one process, blocks as soon as there is a transaction, gas for free.</summary>
internal sealed class DevelopmentChain : IAsyncDisposable
{
    /// <summary>What it answers to <c>eth_chainId</c>.</summary>
    public const long ChainId = 310_000;

    private const string Binary = "node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ChildProcess _process;

    private DevelopmentChain(ChildProcess process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    /// <summary>Its JSON-RPC address.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts it and waits until it answers. Its state is kept in the folder.</summary>
    /// <exception cref="FileNotFoundException">The binary is not installed.</exception>
    /// <exception cref="InvalidOperationException">It ended at once (port taken) or did not answer within 20 seconds.</exception>
    public static async Task<DevelopmentChain> StartAsync(string folder, int port, CancellationToken cancel)
    {
        string binary = Path.Combine(ProgramFolder.Root, Binary);
        if (!File.Exists(binary))
        {
            throw new FileNotFoundException($"The development chain is not installed: {binary}. `./ledger setup` installs it.");
        }

        Directory.CreateDirectory(folder);
        ChildProcess process = ChildProcess.Start(
            binary,
            [
                "--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture),
                "--chain-id", ChainId.ToString(CultureInfo.InvariantCulture), "--gas-price", "0", "--base-fee", "0",
                "--state", Path.Combine(folder, "state.json"), "--block-time", "1", "--mixed-mining",
            ],
            Path.Combine(folder, "anvil.log"));
        DevelopmentChain chain = new(process, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await chain.WaitAsync(port, cancel);
            return chain;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task WaitAsync(int port, CancellationToken cancel)
    {
        using HttpClient http = OutgoingHttp.Create(OutgoingCall.OfPerson(TimeSpan.FromSeconds(2)));
        DateTime end = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < end && !_process.HasExited)
        {
            try
            {
                using HttpResponseMessage answer = await http.PostAsJsonAsync(
                    Endpoint, new { jsonrpc = "2.0", id = 1, method = "eth_chainId", @params = Array.Empty<object>() }, cancel);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancel);
        }

        throw new InvalidOperationException($"The development chain did not start on port {port}; another program may hold it.");
    }
}
