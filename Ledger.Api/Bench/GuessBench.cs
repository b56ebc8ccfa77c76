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

    /// <summary>Addresses of an attacker who has some.</summary>
    public const int Many = 100;

    private const int Guessers = 32;
    private const int Timed = 8;
    private const string WrongCode = "0000000000000000";

    private static readonly Uri CheckCode = new("/api/v1/verifications/check-code", UriKind.Relative);

    private int _networks;

    /// <summary>Runs it.</summary>
    /// <param name="guesses">Made from one address, and as many from <see cref="Many"/>.</param>
    /// <param name="samples">Lookups of each kind whose time is taken.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<GuessFigures> RunAsync(int guesses, int samples, CancellationToken cancel)
    {
        GuessCount[] counts = [await GuessAsync(guesses, 1, cancel), await GuessAsync(guesses, Many, cancel)];
        List<double>[] times = [[], [], []];
        (string Identifier, string Code)[] kinds = [(identifier, code), (identifier, WrongCode), (absent, code)];
        int begun = 0;
        await Task.WhenAll(Enumerable.Range(0, Timed).Select(async _ =>
        {
            // In changing order, so that what the machine does meanwhile falls on all alike.
            for (int i = Interlocked.Increment(ref begun); i <= samples; i = Interlocked.Increment(ref begun))
            {
                for (int k = 0; k < kinds.Length; k++)
                {
                    int kind = (i + k) % kinds.Length;
                    double milliseconds = await TimeAsync(kinds[kind], cancel);
                    lock (times)
                    {
                        times[kind].Add(milliseconds);
                    }
                }
            }
        }));
        return new GuessFigures(
            counts, samples, times[0].Average(), times[1].Average(), times[2].Average(), Welch.OfMeans(times[1], times[2]), Welch.OfMeans(times[0], times[2]));
    }

    private async Task<GuessCount> GuessAsync(int guesses, int addresses, CancellationToken cancel)
    {
        (int left, int answered, int found) = (guesses, 0, 0);
        int first = Interlocked.Add(ref _networks, addresses) - addresses;
        long begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Guessers).Select(async _ =>
        {
            for (int i = Interlocked.Decrement(ref left); i >= 0; i = Interlocked.Decrement(ref left))
            {
                HttpStatusCode status = await AskAsync(AddressOf(first + (i % addresses)), identifier, i.ToString("D16", CultureInfo.InvariantCulture), cancel);
                Interlocked.Add(ref answered, status == HttpStatusCode.TooManyRequests ? 0 : 1);
                Interlocked.Add(ref found, status == HttpStatusCode.OK ? 1 : 0);
            }
        }));
        return new GuessCount(addresses, guesses, answered, found, Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    /// <summary>An address in a network of its own, which has a number of lookups, too.</summary>
    public static string AddressOf(int network) => string.Create(
        CultureInfo.InvariantCulture, $"{11 + (network >> 16)}.{network >> 8 & 255}.{network & 255}.1");

    private async Task<double> TimeAsync((string Identifier, string Code) asked, CancellationToken cancel)
    {
        string from = AddressOf(Interlocked.Increment(ref _networks));
        long begun = Stopwatch.GetTimestamp();
        HttpStatusCode status = await AskAsync(from, asked.Identifier, asked.Code, cancel);
        double milliseconds = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return status is HttpStatusCode.OK or HttpStatusCode.NotFound ? milliseconds : throw new InvalidOperationException($"A lookup was answered {(int)status}.");
    }

    private Task<HttpStatusCode> AskAsync(string from, string asked, string withCode, CancellationToken cancel) =>
        AskAsync(http, from, asked, withCode, cancel);

    /// <summary>Looks a licence up by its check code.</summary>
    public static async Task<HttpStatusCode> AskAsync(HttpClient http, string from, string asked, string withCode, CancellationToken cancel)
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
