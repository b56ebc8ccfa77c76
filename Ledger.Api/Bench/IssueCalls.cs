using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Bench;

/// <summary>Calls of departments that issue: each licence another one, for a holder of its own. What is refused ends the measurement.</summary>
/// <param name="department">Calls the node.</param>
internal sealed class IssueCalls(HttpClient department)
{
    /// <summary>Callers that issue one by one.</summary>
    public const int Clients = 64;

    /// <summary>Callers that issue by batch.</summary>
    public const int BatchClients = 4;

    /// <summary>Licences a batch.</summary>
    public const int BatchSize = 250;

    // Licences until a node has compiled what it uses often.
    private const int MostWarmUp = 4_000;

    private const string Single = "/api/v1/licences";
    private const string Batch = "/api/v1/licences/batch";

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly ImportRows _rows = new(LicenceDate.InChina(TimeProvider.System.GetUtcNow()));
    private int _next;

    /// <summary>Starts a new node as a process of its own.</summary>
    /// <param name="folder">Empty.</param>
    /// <param name="engine">What signs by SM2.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<(DemoNode Node, HttpClient Department, NodeOptions Options)> StartAsync(string folder, Sm2Engine engine, CancellationToken cancel)
    {
        string key = BenchSettings.NewKey();
        NodeOptions options;
        using (DemoPki pki = DemoPki.Create(Path.Combine(folder, "pki"), TimeProvider.System.GetUtcNow()))
        {
            options = BenchSettings.Prepare(Path.Combine(folder, "node"), pki, key) with { Signing = new SigningOptions { Engine = engine } };
        }

        options.Save(options.Folder);
        DemoNode node = new(options.Folder, options.Listen, key);
        await node.StartAsync(cancel);
        return (node, BenchNode.DepartmentOf(options.Listen, key), options);
    }

    /// <summary>How many licences to issue before so many are measured.</summary>
    public static int WarmUpOf(int licences) => Math.Min(MostWarmUp, licences);

    /// <summary>Licences a second of callers who wait for each answer before they send the next.</summary>
    public Task<double> OneByOneAsync(int count, CancellationToken cancel) => RunAsync(Single, Requests(count), Clients, count, cancel);

    /// <summary>Licences a second by batch.</summary>
    public Task<double> ByBatchAsync(int count, CancellationToken cancel) => RunAsync(Batch, Batches(count), BatchClients, count, cancel);

    /// <summary>Milliseconds of requests that come at a fixed rate, whether or not those before are answered.</summary>
    public async Task<List<double>> AtRateAsync(double perSecond, TimeSpan time, CancellationToken cancel)
    {
        ConcurrentQueue<byte[]> bodies = new(Requests((int)(perSecond * time.TotalSeconds) + 1));
        List<Task<double>> running = [];
        long start = Stopwatch.GetTimestamp();
        while (!bodies.IsEmpty)
        {
            while (running.Count < Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond && bodies.TryDequeue(out byte[]? body))
            {
                running.Add(AddAsync(body, TimeSpan.FromSeconds(running.Count / perSecond)));
            }

            await Task.Delay(Tick, cancel);
        }

        return [.. await Task.WhenAll(running)];

        async Task<double> AddAsync(byte[] body, TimeSpan due)
        {
            await SendAsync(Single, body, cancel);
            return (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds;
        }
    }

    private async Task<double> RunAsync(string path, IEnumerable<byte[]> bodies, int callers, int count, CancellationToken cancel)
    {
        // Made before the clock starts, a piece at a time: a million requests take too much memory.
        double seconds = 0;
        foreach (byte[][] piece in bodies.Chunk(PieceOf(path)))
        {
            ConcurrentQueue<byte[]> left = new(piece);
            long begun = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync, cancel)));
            seconds += Stopwatch.GetElapsedTime(begun).TotalSeconds;

            async Task CallAsync()
            {
                while (left.TryDequeue(out byte[]? body))
                {
                    await SendAsync(path, body, cancel);
                }
            }
        }

        return count / seconds;
    }

    private static int PieceOf(string path) => path == Batch ? 200 : 50_000;

    private async Task SendAsync(string path, byte[] body, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString());
        using HttpResponseMessage answer = await department.SendAsync(request, cancel);
        byte[] text = await answer.Content.ReadAsByteArrayAsync(cancel);
        if (!answer.IsSuccessStatusCode || (path == Batch && text.AsSpan().IndexOf("\"refused\":0"u8) < 0))
        {
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(text.AsSpan(0, Math.Min(text.Length, 1_000)))}");
        }
    }

    private IEnumerable<byte[]> Requests(int count) => Take(count).Select(i => Encoding.UTF8.GetBytes(_rows.Licence(i).ToRequest().ToJsonString()));

    private IEnumerable<byte[]> Batches(int count) => Take(count).Chunk(BatchSize).Select(chunk => Encoding.UTF8.GetBytes(
        new JsonObject { ["items"] = new JsonArray([.. chunk.Select(i => (JsonNode)_rows.Licence(i).ToRequest())]) }.ToJsonString()));

    private IEnumerable<int> Take(int count)
    {
        _next += count;
        return Enumerable.Range(_next - count, count);
    }
}
