using System.Diagnostics;

namespace Ledger.Api.Bench;

/// <summary>An honest caller: asks now and then, and counts what comes.</summary>
internal sealed class Probe : IDisposable
{
    private readonly List<double> _milliseconds = [];
    private readonly HttpClient _http;
    private int _failed;

    /// <summary>Asks one node, as from this machine.</summary>
    public Probe(HttpClient http)
    {
        _http = http;
        _http.DefaultRequestHeaders.TryAddWithoutValidation(GuessBench.Header, "127.0.0.1");
    }

    /// <summary>What it has seen.</summary>
    public ProbeFigures Figures => new(
        _milliseconds.Count + _failed, _failed,
        _milliseconds.Count == 0 ? 0 : Quantile.Of(_milliseconds, 0.5),
        _milliseconds.Count == 0 ? 0 : Quantile.Of(_milliseconds, 0.99));

    /// <summary>Asks until it is told to stop.</summary>
    /// <param name="pause">Between two questions; zero for as fast as answers come.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task AskAsync(TimeSpan pause, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            long begun = Stopwatch.GetTimestamp();
            try
            {
                using HttpResponseMessage answer = await _http.GetAsync(new Uri("/log/checkpoint", UriKind.Relative), CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                {
                    _milliseconds.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                }
                else
                {
                    _failed++;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                _failed++;
            }

            await Task.Delay(pause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
