using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Ledger.Node.Outgoing;

namespace Ledger.Node.TimeStamps;

/// <summary>Asks time-stamping authorities over HTTP (RFC 3161, 3.4). An answer is bounded in size and time; redirections are not followed.</summary>
internal sealed class TimeStampClient : IDisposable
{
    private const string QueryType = "application/timestamp-query";
    private const string ReplyType = "application/timestamp-reply";

    private readonly HttpClient _http;

    /// <summary>A client.</summary>
    /// <param name="patience">How long to wait for a whole answer.</param>
    /// <param name="privateNetworks">Networks that a name may lead to though they are not public; null for none.</param>
    public TimeStampClient(TimeSpan patience, IReadOnlyList<IPNetwork>? privateNetworks = null)
    {
        _http = OutgoingHttp.Create(new OutgoingCall { Patience = patience, LongestAnswer = OutgoingLimits.TimeStampBytes, PrivateNetworks = privateNetworks ?? [] });
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
    public void Dispose() => _http.Dispose();
}
