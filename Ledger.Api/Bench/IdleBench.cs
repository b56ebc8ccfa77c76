using System.Diagnostics;
using Ledger.Api.Demo;
using Ledger.Api.Hosting;

namespace Ledger.Api.Bench;

/// <summary>Opens many connections that stay idle, and asks over a few more.</summary>
internal sealed class IdleBench(Uri node, DemoNode process, Func<HttpClient> client)
{
    private const string Question = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n" + GuessBench.Header + ": 127.0.0.1\r\n\r\n";
    private const int OpenedAtOnce = 100;

    /// <summary>Runs it.</summary>
    /// <param name="connections">Idle ones.</param>
    /// <param name="active">Callers besides.</param>
    /// <param name="time">How long these ask.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IdleFigures> RunAsync(int connections, int active, TimeSpan time, CancellationToken cancel)
    {
        long before = process.ResidentBytes;
        List<RawConnection> idle = [];
        Probe[] probes = [.. Enumerable.Range(0, active).Select(_ => new Probe(client()))];
        try
        {
            while (idle.Count < connections)
            {
                RawConnection[] next = [.. Enumerable.Range(0, Math.Min(OpenedAtOnce, connections - idle.Count)).Select(_ => new RawConnection())];
                idle.AddRange(next);
                await Task.WhenAll(next.Select(connection => AskAsync(connection, cancel)));
            }

            // The active ones share the limit with the idle ones: where these fill it, the others connected before them would be refused.
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            end.CancelAfter(time);
            long begun = Stopwatch.GetTimestamp();
            await Task.WhenAll(probes.Select(probe => probe.AskAsync(TimeSpan.Zero, end.Token)));
            double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            long with = process.ResidentBytes;
            bool? isNextRefused = connections + active >= ServerLimits.Connections ? await IsRefusedAsync(cancel) : null;
            await Task.WhenAll(idle.Select(connection => AskAgainAsync(connection, cancel)));
            return new IdleFigures(connections, idle.Count(connection => connection.IsOpen), active, seconds, Sum(probes), before, with, isNextRefused);
        }
        finally
        {
            idle.ForEach(connection => connection.Dispose());
            Array.ForEach(probes, probe => probe.Dispose());
        }
    }

    private static ProbeFigures Sum(Probe[] probes)
    {
        ProbeFigures[] all = [.. probes.Select(probe => probe.Figures)];
        return new ProbeFigures(
            all.Sum(figures => figures.Asked), all.Sum(figures => figures.Failed), Quantile.Of([.. all.Select(figures => figures.P50Milliseconds)], 0.5),
            all.Max(figures => figures.P99Milliseconds));
    }

    private async Task AskAsync(RawConnection connection, CancellationToken cancel)
    {
        await connection.OpenAsync(node, receiveBytes: 0, cancel);
        await AskAgainAsync(connection, cancel);
    }

    private static async Task AskAgainAsync(RawConnection connection, CancellationToken cancel)
    {
        await connection.SayAsync(Question, cancel);
        _ = await connection.ReadAsync(new byte[4096], cancel);
    }

    private async Task<bool> IsRefusedAsync(CancellationToken cancel)
    {
        using RawConnection next = new();
        await AskAsync(next, cancel);
        return !next.IsOpen;
    }
}
