using System.Net.Http.Headers;
using System.Net.Sockets;
using Ledger.Crypto.TimeStamps;

namespace Ledger.Node.TimeStamps;

/// <summary>Asks time-stamping authorities over HTTP (RFC 3161, 3.4). An answer is bounded in size and time; redirections are not followed.</summary>
internal sealed class TimeStampClient : IDisposable
{
    private const string QueryType = "application/timestamp-query";
    private const string ReplyType = "application/timestamp-reply";
    private const int LongestHeadersKibibytes = 16;

    // A token, and the response around it.
    private const int LongestAnswer = TimeStampToken.MaxLength + (4 * 1024);

    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;

    /// <summary>A client that waits so long for a whole answer.</summary>
    public TimeStampClient(TimeSpan patience)
    {
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = patience,
            MaxResponseHeadersLength = LongestHeadersKibibytes,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(_handler, disposeHandler: false) { Timeout = patience, MaxResponseContentBufferSize = LongestAnswer };
    }

    /// <summary>Sends a request.</summary>
    /// <param name="address">The authority's.</param>
    /// <param name="request">DER of the request.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>What was answered, not looked at; null where there was no whole answer of the right kind in time.</returns>
    public async Task<byte[]?> AskAsync(Uri address, byte[] request, CancellationToken cancel)
    {
        try
        {
            using ByteArrayContent content = new(request);
            content.Headers.ContentType = new MediaTypeHeaderValue(QueryType);
            using HttpResponseMessage answer = await _http.PostAsync(address, content, cancel);
            return answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == ReplyType
                ? await answer.Content.ReadAsByteArrayAsync(cancel)
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }
}
