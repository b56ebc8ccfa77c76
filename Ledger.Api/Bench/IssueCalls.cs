using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Importing;

namespace Ledger.Api.Bench;

/// <summary>Calls of departments that issue: each licence another one, for a holder of its own. What is refused ends the measurement.</summary>
/// <param name="department">Says where the node is, and who calls: the first of its systems.</param>
/// <param name="allowance">Licences that each system may issue by batch on a day; beyond it the next one goes on.</param>
internal sealed class IssueCalls(HttpClient department, int allowance = IssueCalls.Allowance)
{
    /// <summary>Licences that a system may issue by batch on a day: the most that a node's settings take.</summary>
    public const int Allowance = (int)ImportLimits.Rows;

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
    private readonly string _key = department.DefaultRequestHeaders.Authorization!.Parameter!;
    private readonly ImportRows _rows = new(LicenceDate.InChina(TimeProvider.System.GetUtcNow()));
    private int _next;
    private int _nextSecond;
    private long _batched;

    /// <summary>Starts a new node as a process of its own.</summary>
    /// <param name="folder">Empty.</param>
    /// <param name="engine">What signs by SM2.</param>
    /// <param name="batched">Licences that it will be sent by batch.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="allowance">How many of them each system may send.</param>
    public static async Task<(DemoNode Node, HttpClient Department, NodeOptions Options)> StartAsync(
        string folder, Sm2Engine engine, long batched, CancellationToken cancel, int allowance = Allowance)
    {
        string key = BenchSettings.NewKey();
        NodeOptions options;
        using (DemoPki pki = DemoPki.Create(Path.Combine(folder, "pki"), TimeProvider.System.GetUtcNow()))
        {
            options = BenchSettings.Prepare(Path.Combine(folder, "node"), pki, key, systems: SystemOf(batched, allowance) + 1) with
            {
                Signing = new SigningOptions { Engine = engine },
                ImportRowsAlone = allowance,
            };
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
    public Task<double> OneByOneAsync(int count, CancellationToken cancel) => RunAsync(Single, Singles(count), Clients, count, cancel);

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
        byte[][] requests = [.. Singles((int)(perSecond * time.TotalSeconds) + 1)];
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

    private async Task<double> RunAsync(string path, IEnumerable<byte[]> requests, int callers, int count, CancellationToken cancel)
    {
        // Made before the clock starts, a piece at a time: a million requests take too much memory.
        double seconds = 0;
        TimeSpan processor = TimeSpan.Zero;
        foreach (byte[][] piece in requests.Chunk(PieceOf(path)))
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

    /// <summary>Which system sends a batch before which so many licences were sent: none goes beyond its allowance by the last of its batches.</summary>
    private static int SystemOf(long before, int allowance) => (int)(before / (allowance - BatchSize + 1));

    private byte[] Post(string path, JsonObject body, int system) =>
        BareCaller.Post(_node, $"Bearer {BenchSettings.KeyOf(_key, system)}", path, Encoding.UTF8.GetBytes(body.ToJsonString()));

    private IEnumerable<byte[]> Singles(int count) => Take(count).Select(i => Post(Single, _rows.Licence(i).ToRequest(), system: 0));

    private IEnumerable<byte[]> Batches(IEnumerable<int> places, Func<int, DemoLicence> licence) => places.Chunk(BatchSize).Select(chunk =>
    {
        int system = SystemOf(_batched, allowance);
        _batched += chunk.Length;
        return Post(Batch, new JsonObject { ["items"] = new JsonArray([.. chunk.Select(i => (JsonNode)licence(i).ToRequest())]) }, system);
    });

    private IEnumerable<int> Take(int count)
    {
        _next += count;
        return Enumerable.Range(_next - count, count);
    }
}
