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
/// <param name="department">Says where the node is, and who calls.</param>
internal sealed class IssueCalls(HttpClient department)
{
    /// <summary>Callers that issue one by one.</summary>
    public const int Clients = 64;

    /// <summary>Callers that issue by batch.</summary>
    public const int BatchClients = 4;

    /// <summary>Licences a batch.</summary>
    public const int BatchSize = 500;

    // Licences until a node has compiled what it uses often.
    private const int MostWarmUp = 12_000;

    private const string Single = "/api/v1/licences";
    private const string Batch = "/api/v1/licences/batch";

    // At a fixed rate so many may be waiting; whoever is due beyond that waits for a place, which counts as well.
    private const int OpenClients = 256;

    private readonly Uri _node = department.BaseAddress!;
    private readonly string _authorization = department.DefaultRequestHeaders.Authorization!.ToString();
    private readonly ImportRows _rows = new(LicenceDate.InChina(TimeProvider.System.GetUtcNow()));
    private int _next;
    private int _nextSecond;

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

    /// <summary>The callers' own processor time in the last measurement, a licence: they share the processors with the node.</summary>
    public double CallersMicroseconds { get; private set; }

    /// <summary>Licences a second of callers who wait for each answer before they send the next.</summary>
    public Task<double> OneByOneAsync(int count, CancellationToken cancel) => RunAsync(Single, Requests(count), Clients, count, cancel);

    /// <summary>Licences a second by batch.</summary>
    public Task<double> ByBatchAsync(int count, CancellationToken cancel) => RunAsync(Batch, Batches(Take(count), _rows.Licence), BatchClients, count, cancel);

    /// <summary>The same, each for a holder who has one licence already: one of those above, who gets no third.</summary>
    public Task<double> AgainByBatchAsync(int count, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _next - _nextSecond);
        _nextSecond += count;
        return RunAsync(Batch, Batches(Enumerable.Range(_nextSecond - count, count), _rows.SecondLicence), BatchClients, count, cancel);
    }

    /// <summary>Milliseconds from when a request was due until it was answered: they come at a fixed rate, whether or not those before are answered.</summary>
    public async Task<List<double>> AtRateAsync(double perSecond, TimeSpan time, CancellationToken cancel)
    {
        byte[][] requests = [.. Requests((int)(perSecond * time.TotalSeconds) + 1).Select(body => Post(Single, body))];
        double[] latencies = new double[requests.Length];
        int next = -1;
        long start = Stopwatch.GetTimestamp();
        await CallAsync(OpenClients, caller =>
        {
            for (int i = Interlocked.Increment(ref next); i < requests.Length; i = Interlocked.Increment(ref next))
            {
                TimeSpan due = TimeSpan.FromSeconds(i / perSecond);
                TimeSpan left = due - Stopwatch.GetElapsedTime(start);
                if (left > TimeSpan.Zero)
                {
                    Thread.Sleep(left);
                }

                Issue(caller, requests[i], Single);
                latencies[i] = (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds;
            }
        }, cancel);
        return [.. latencies];
    }

    private async Task<double> RunAsync(string path, IEnumerable<byte[]> bodies, int callers, int count, CancellationToken cancel)
    {
        // Made before the clock starts, a piece at a time: a million requests take too much memory.
        double seconds = 0;
        TimeSpan processor = TimeSpan.Zero;
        foreach (byte[][] piece in bodies.Select(body => Post(path, body)).Chunk(PieceOf(path)))
        {
            ConcurrentQueue<byte[]> left = new(piece);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long begun = Stopwatch.GetTimestamp();
            await CallAsync(callers, caller =>
            {
                while (left.TryDequeue(out byte[]? request))
                {
                    Issue(caller, request, path);
                }
            }, cancel);
            seconds += Stopwatch.GetElapsedTime(begun).TotalSeconds;
            processor += Environment.CpuUsage.TotalTime - before;
        }

        CallersMicroseconds = processor.TotalMicroseconds / count;
        return count / seconds;
    }

    private static int PieceOf(string path) => path == Batch ? 200 : 50_000;

    // Threads of their own: they do nothing but wait.
    private Task CallAsync(int callers, Action<BareCaller> act, CancellationToken cancel) => Task.WhenAll(Enumerable.Range(0, callers)
        .Select(_ => Task.Factory.StartNew(
            () =>
            {
                using BareCaller caller = new(_node);
                act(caller);
            },
            cancel,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

    private static void Issue(BareCaller caller, byte[] request, string path)
    {
        ReadOnlySpan<byte> answer = caller.Call(request);
        if (path == Batch && answer.IndexOf("\"refused\":0,"u8) < 0)
        {
            throw new InvalidOperationException($"{path}: {Encoding.UTF8.GetString(answer[..Math.Min(answer.Length, 1_000)])}");
        }
    }

    private byte[] Post(string path, byte[] body) => BareCaller.Post(_node, _authorization, path, body);

    private IEnumerable<byte[]> Requests(int count) => Take(count).Select(i => Encoding.UTF8.GetBytes(_rows.Licence(i).ToRequest().ToJsonString()));

    private static IEnumerable<byte[]> Batches(IEnumerable<int> places, Func<int, DemoLicence> licence) => places.Chunk(BatchSize).Select(chunk =>
        Encoding.UTF8.GetBytes(new JsonObject { ["items"] = new JsonArray([.. chunk.Select(i => (JsonNode)licence(i).ToRequest())]) }.ToJsonString()));

    private IEnumerable<int> Take(int count)
    {
        _next += count;
        return Enumerable.Range(_next - count, count);
    }
}
