namespace Ledger.Api.Bench;

/// <summary>Attackers who speak, or listen, too slowly, and honest callers beside them.</summary>
/// <param name="Kind">What they do slowly.</param>
/// <param name="Attackers">How many of them.</param>
/// <param name="LongestSeconds">The longest that the server held one of their connections, from its opening.</param>
/// <param name="StillOpen">Connections that it held at the end of the time given.</param>
/// <param name="Probes">What an honest caller saw meanwhile, who opens a connection for each question.</param>
internal sealed record SlowFigures(string Kind, int Attackers, double LongestSeconds, int StillOpen, ProbeFigures Probes)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures an attack.</summary>
    /// <param name="kind">What is done slowly.</param>
    /// <param name="attackers">By how many.</param>
    /// <param name="node">On whom.</param>
    /// <param name="client">For the honest caller.</param>
    /// <param name="attack">Attacks, and is at its end when all were cut or its time is over.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<SlowFigures> MeasureAsync(
        string kind, int attackers, Uri node, Func<HttpClient> client, Func<ConnectionLives, Task> attack, CancellationToken cancel)
    {
        HttpClient http = client();
        http.DefaultRequestHeaders.ConnectionClose = true;
        using Probe probe = new(http);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ConnectionLives lives = new(node.Port);
        Task beside = Task.WhenAll(probe.AskAsync(Pause, end.Token), lives.FollowAsync(end.Token));
        try
        {
            await attack(lives);
        }
        finally
        {
            await end.CancelAsync();
            await beside;
        }

        return new SlowFigures(kind, attackers, lives.LongestSeconds, lives.Open, probe.Figures);
    }
}
