using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Ledger.Api.Bench;

/// <summary>Guesses licences from one address, and takes the time of answers to those who may ask.</summary>
/// <param name="http">Asks a node that believes <see cref="Header"/>.</param>
/// <param name="identifier">Of a licence that there is.</param>
/// <param name="code">Its check code.</param>
/// <param name="absent">An identifier, right in every character, of none.</param>
internal sealed class GuessBench(HttpClient http, string identifier, string code, string absent)
{
    /// <summary>In which the node is told who calls.</summary>
    public const string Header = "X-Forwarded-For";

    private const int Guessers = 32;
    private const string WrongCode = "0000000000000000";

    private static readonly Uri CheckCode = new("/api/v1/verifications/check-code", UriKind.Relative);

    private int _asked;

    /// <summary>Runs it.</summary>
    /// <param name="guesses">Made as fast as answers come.</param>
    /// <param name="samples">Lookups of each kind whose time is taken.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<GuessFigures> RunAsync(int guesses, int samples, CancellationToken cancel)
    {
        (int left, int answered, int found) = (guesses, 0, 0);
        long begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Guessers).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                HttpStatusCode status = await AskAsync("203.0.113.1", identifier, NextCode(), cancel);
                Interlocked.Add(ref answered, status == HttpStatusCode.TooManyRequests ? 0 : 1);
                Interlocked.Add(ref found, status == HttpStatusCode.OK ? 1 : 0);
            }
        }));
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        List<double>[] times = [[], [], []];
        (string Identifier, string Code)[] kinds = [(identifier, code), (identifier, WrongCode), (absent, code)];
        for (int i = 0; i < samples; i++)
        {
            // In changing order, so that what the machine does meanwhile falls on all alike.
            for (int k = 0; k < kinds.Length; k++)
            {
                int kind = (i + k) % kinds.Length;
                times[kind].Add(await TimeAsync(kinds[kind], cancel));
            }
        }

        return new GuessFigures(
            guesses, answered, found, seconds, samples, times[0].Average(), times[1].Average(), times[2].Average(), Welch.OfMeans(times[1], times[2]),
            Welch.OfMeans(times[0], times[2]));
    }

    private string NextCode() => Interlocked.Increment(ref _asked).ToString("D16", CultureInfo.InvariantCulture);

    // Each from a network of its own.
    private async Task<double> TimeAsync((string Identifier, string Code) asked, CancellationToken cancel)
    {
        int number = Interlocked.Increment(ref _asked);
        long begun = Stopwatch.GetTimestamp();
        HttpStatusCode status = await AskAsync(
            string.Create(CultureInfo.InvariantCulture, $"11.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"), asked.Identifier, asked.Code, cancel);
        double milliseconds = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return status is HttpStatusCode.OK or HttpStatusCode.NotFound ? milliseconds : throw new InvalidOperationException($"A lookup was answered {(int)status}.");
    }

    private async Task<HttpStatusCode> AskAsync(string from, string asked, string withCode, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, CheckCode)
        {
            Content = JsonContent.Create(new JsonObject { ["identifier"] = asked, ["checkCode"] = withCode }),
        };
        request.Headers.TryAddWithoutValidation(Header, from);
        using HttpResponseMessage answer = await http.SendAsync(request, cancel);
        return answer.StatusCode;
    }
}
