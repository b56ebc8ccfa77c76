namespace Ledger.Api.Bench;

/// <summary>Attacks that cost the attacker little: header lines, bodies and readers that take their time (Slowloris, R-U-Dead-Yet, slow read).</summary>
internal sealed class SlowBench(Uri node, Func<HttpClient> client)
{
    // As if the proxy said that the caller is at this machine, whom no rate holds: what is measured is the server alone.
    private const string Here = "Host: localhost\r\n" + GuessBench.Header + ": 127.0.0.1\r\n";
    private const int SmallRoom = 4096;

    // Answers to so many fill all room that the system has for what is not taken yet.
    private const int Questions = 100;

    private static readonly TimeSpan Drip = TimeSpan.FromSeconds(1);

    /// <summary>Header lines without an end.</summary>
    public Task<SlowFigures> HeadersAsync(int attackers, TimeSpan most, CancellationToken cancel) => RunAsync(
        "header lines", attackers, most, "GET / HTTP/1.1\r\n" + Here, "X: 1\r\n", receiveBytes: 0, cancel);

    /// <summary>A body of which a byte comes now and then.</summary>
    public Task<SlowFigures> BodiesAsync(int attackers, TimeSpan most, CancellationToken cancel) => RunAsync(
        "bodies", attackers, most,
        $"POST /api/v1/verifications/file HTTP/1.1\r\n{Here}Content-Type: application/pdf\r\nContent-Length: 10000\r\n\r\n", " ", receiveBytes: 0, cancel);

    /// <summary>Who asks for something long and takes a byte of it now and then.</summary>
    public Task<SlowFigures> ReadersAsync(int attackers, TimeSpan most, CancellationToken cancel) => RunAsync(
        "readers", attackers, most, string.Concat(Enumerable.Repeat($"GET /verify.html HTTP/1.1\r\n{Here}\r\n", Questions)), said: null, SmallRoom, cancel);

    private Task<SlowFigures> RunAsync(string kind, int attackers, TimeSpan most, string first, string? said, int receiveBytes, CancellationToken cancel) =>
        SlowFigures.MeasureAsync(kind, attackers, node, client, async lives =>
        {
            RawConnection[] connections = [.. Enumerable.Range(0, attackers).Select(_ => new RawConnection())];
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            try
            {
                await Task.WhenAll(connections.Select(async connection =>
                {
                    await connection.OpenAsync(node, receiveBytes, tls: null, cancel);
                    await connection.SayAsync(first, cancel);
                }));
                Task dripping = DripAsync(connections, said, end.Token);
                await lives.EndAsync(most, cancel);
                await end.CancelAsync();
                await dripping;
            }
            finally
            {
                Array.ForEach(connections, connection => connection.Dispose());
            }
        }, cancel);

    private static async Task DripAsync(RawConnection[] connections, string? said, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Drip, cancel);
                await Task.WhenAll(connections.Where(connection => connection.IsOpen).Select(connection =>
                    said is null ? connection.ReadAsync(new byte[1], cancel) : connection.SayAsync(said, cancel)));
            }
        }
        catch (OperationCanceledException)
        {
            // The attack is over.
        }
    }
}
