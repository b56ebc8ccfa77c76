using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Ledger.Api.Hosting;

/// <summary>
/// Hangs up on who does not take what was answered. The server's own rule, a least speed, sees only what has no room in its buffers and the
/// system's, and counts what was taken quickly for what is taken slowly afterwards. The system itself says how much the far end has taken.
/// </summary>
internal sealed class AnswerWatch : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ConnectionContext, AnswerProgress> _connections = new();
    private readonly long _begun = Stopwatch.GetTimestamp();

    /// <summary>Watches a connection from now until it is closed.</summary>
    public void Add(ConnectionContext connection) => _connections[connection] = new AnswerProgress(Stopwatch.GetElapsedTime(_begun));

    /// <summary>Looks at every connection once.</summary>
    /// <param name="now">On the clock that began with the watch.</param>
    public void Look(TimeSpan now)
    {
        foreach ((ConnectionContext connection, AnswerProgress progress) in _connections)
        {
            try
            {
                if (!IsTooSlow(connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket, progress, now))
                {
                    continue;
                }

                // By a reset: what waits is dropped, not kept for the reader.
                connection.Abort(new ConnectionAbortedException("The answer was not taken."));
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                // Closed.
            }

            _connections.TryRemove(connection, out _);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look(Stopwatch.GetElapsedTime(_begun));
        }
    }

    private static bool IsTooSlow(Socket socket, AnswerProgress progress, TimeSpan now)
    {
        SentBytes sent = TcpOptions.Sent(socket);
        if (sent.AreLost)
        {
            // Or the system would not wait so long.
            TcpOptions.KeepUntaken(socket, ServerLimits.FoundAgainWithin + ServerLimits.KeptFor);
        }

        return progress.IsTooSlow(sent, now);
    }
}
