using System.Net;
using System.Net.Sockets;
using Ledger.Node.Outgoing;

namespace Ledger.Node.Federation;

/// <summary>Reads the parts of a log below an address. Every answer is bounded in time and size.</summary>
internal sealed class RemoteLog : IDisposable
{
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(30);

    private readonly string _prefix;
    private readonly TimeSpan _patience;
    private readonly HttpClient _http;

    /// <summary>The log below an address that a person gave who waits: 30 seconds for one answer, wherever it lies.</summary>
    public RemoteLog(Uri prefix)
        : this(prefix, LongPatience, OutgoingCall.Everywhere)
    {
    }

    /// <summary>The log below an address.</summary>
    /// <param name="prefix">Its address, with or without a slash at the end.</param>
    /// <param name="patience">How long to wait for one whole answer, however slowly it drips.</param>
    /// <param name="privateNetworks">Networks that its name may lead to though they are not public; null for none.</param>
    public RemoteLog(Uri prefix, TimeSpan patience, IReadOnlyList<IPNetwork>? privateNetworks = null)
    {
        _patience = patience;
        _prefix = prefix.ToString().TrimEnd('/') + "/";
        _http = OutgoingHttp.Create(new OutgoingCall { Patience = Timeout.InfiniteTimeSpan, LongestAnswer = int.MaxValue, PrivateNetworks = privateNetworks ?? [] });
    }

    /// <summary>The address that a command line gives.</summary>
    /// <exception cref="FormatException">It is not an absolute one of HTTP.</exception>
    public static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https")
            ? address
            : throw new FormatException($"{text} is no address that begins with http:// or https://.");

    /// <summary>Reads one part.</summary>
    /// <exception cref="FileNotFoundException">The server says that there is no such part.</exception>
    /// <exception cref="IOException">It does not answer, answers otherwise, or with too much.</exception>
    public async Task<byte[]> ReadAsync(string path, int maxLength, CancellationToken cancel)
    {
        Uri address = new(_prefix + path);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_patience);
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                throw new FileNotFoundException($"{address} is not there.");
            }

            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new IOException($"{address} answers {(int)answer.StatusCode}.");
            }

            await using Stream body = await answer.Content.ReadAsStreamAsync(patience.Token);
            return await BoundedRead.AllAsync(body, address.ToString(), maxLength, patience.Token);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            throw new IOException($"{address}: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new IOException($"{address} did not answer within {_patience.TotalSeconds:0} seconds.", e);
        }
    }

    public void Dispose() => _http.Dispose();
}
