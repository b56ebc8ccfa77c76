using System.Net.Http.Headers;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Federation;

/// <summary>
/// Submits checkpoints over HTTP. Whatever a witness does, a call ends in time, takes little memory and follows no
/// redirection.
/// </summary>
internal sealed class WitnessClient : IDisposable
{
    private const int LongestAnswer = 16 << 10;
    private const int LongestHeadersKibibytes = 16;

    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;

    /// <summary>A client that waits so long for a whole answer.</summary>
    public WitnessClient(TimeSpan patience)
    {
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = patience,
            MaxResponseHeadersLength = LongestHeadersKibibytes,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(_handler, disposeHandler: false)
        {
            Timeout = patience,
            MaxResponseContentBufferSize = LongestAnswer,
        };
    }

    /// <summary>Submits a checkpoint.</summary>
    /// <returns>The answer, or null with the reason when there was no whole answer.</returns>
    public async Task<(WitnessReply? Reply, string Reason)> AddCheckpointAsync(
        Uri address, AddCheckpointRequest request, CancellationToken cancel)
    {
        try
        {
            using ByteArrayContent content = new(request.ToBytes());
            content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
            using HttpResponseMessage answer = await _http.PostAsync(AddCheckpoint(address), content, cancel);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(cancel);
            return (new WitnessReply(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body), "");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, $"No whole answer within {_http.Timeout.TotalSeconds} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (null, $"No whole answer: {e.Message}");
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private static Uri AddCheckpoint(Uri address) => new(address.AbsoluteUri.TrimEnd('/') + "/add-checkpoint");
}
