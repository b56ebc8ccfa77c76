using System.Diagnostics;
using System.Net.Security;
using Ledger.Api.Demo;
using Ledger.Api.Hosting;

namespace Ledger.Api.Bench;

/// <summary>Opens many connections that stay idle, and asks over a few more.</summary>
/// <param name="process">The node.</param>
/// <param name="client">For those who ask.</param>
/// <param name="tls">How TLS is spoken; null where it is not.</param>
internal sealed class IdleBench(DemoNode process, Func<HttpClient> client, SslClientAuthenticationOptions? tls)
{
    private const string Question = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n" + GuessBench.Header + ": 127.0.0.1\r\n\r\n";
    private const int OpenedAtOnce = 100;

    private static readonly TimeSpan FillFrom = TimeSpan.FromMilliseconds(500);

    private readonly List<RawConnection> _idle = [];

    /// <summary>Runs it.</summary>
    /// <param name="connections">Idle ones.</param>
    /// <param name="active">Callers besides.</param>
    /// <param name="time">How long these ask, before and beside the idle ones.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IdleFigures> RunAsync(int connections, int active, TimeSpan time, CancellationToken cancel)
    {
        Probe[] alone = Callers(active);
        Probe[] beside = Callers(active);
        try
        {
            await AskAsync(alone, time, cancel);
            Array.ForEach(alone, caller => caller.Dispose());
            long before = process.ResidentBytes;
            long begun = Stopwatch.GetTimestamp();
            await OpenAsync(connections, cancel);
            double perSecond = connections / Stopwatch.GetElapsedTime(begun).TotalSeconds;
            await AskAsync(beside, time, cancel);
            long with = process.ResidentBytes;
            bool? isNextRefused = connections + active < ServerLimits.Connections - OpenedAtOnce ? null : await IsRefusedAsync(cancel);
            RawConnection[] idle = [.. _idle.Take(connections)];
            await Task.WhenAll(idle.Select(connection => AskAgainAsync(connection, cancel)));
            return new IdleFigures(
                process.Address.Scheme, connections, idle.Count(connection => connection.IsOpen), perSecond, active, time.TotalSeconds,
                ProbeFigures.Of(alone), ProbeFigures.Of(beside), before, with, isNextRefused);
        }
        finally
        {
            _idle.ForEach(connection => connection.Dispose());
            Array.ForEach(beside, caller => caller.Dispose());
        }
    }

    private Probe[] Callers(int number) => [.. Enumerable.Range(0, number).Select(_ => new Probe(client()))];

    private static async Task AskAsync(Probe[] callers, TimeSpan time, CancellationToken cancel)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(time);
        await Task.WhenAll(callers.Select(caller => caller.AskAsync(TimeSpan.Zero, end.Token)));
    }

    private async Task OpenAsync(int number, CancellationToken cancel)
    {
        foreach (int[] next in Enumerable.Range(0, number).Chunk(OpenedAtOnce))
        {
            RawConnection[] opened = [.. next.Select(_ => new RawConnection())];
            _idle.AddRange(opened);
            await Task.WhenAll(opened.Select(connection => AskFirstAsync(connection, cancel)));
        }
    }

    // What else stands, this program's own calls included, the system knows best.
    private async Task<bool> IsRefusedAsync(CancellationToken cancel)
    {
        await Task.Delay(FillFrom, cancel);
        await OpenAsync(ServerLimits.Connections - ConnectionTable.CallersOf(process.Address.Port).Count, cancel);
        bool isFull = _idle.TrueForAll(connection => connection.IsOpen);
        using RawConnection next = new();
        await AskFirstAsync(next, cancel);
        return isFull && !next.IsOpen;
    }

    private async Task AskFirstAsync(RawConnection connection, CancellationToken cancel)
    {
        await connection.OpenAsync(process.Address, receiveBytes: 0, tls, cancel);
        await AskAgainAsync(connection, cancel);
    }

    private static async Task AskAgainAsync(RawConnection connection, CancellationToken cancel)
    {
        if (connection.IsOpen)
        {
            await connection.SayAsync(Question, cancel);
            await connection.ReadAsync(new byte[4096], cancel);
        }
    }
}
