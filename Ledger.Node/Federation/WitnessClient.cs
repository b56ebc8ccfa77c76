using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Ledger.Crypto.Transparency;
using Ledger.Node.Outgoing;

namespace Ledger.Node.Federation;

/// <summary>
/// Talks to witnesses and map auditors over HTTP. Whatever one does, a call ends in time, takes little memory and follows no
/// redirection.
/// </summary>
internal sealed class WitnessClient : IDisposable
{

    private readonly HttpClient _http;

    /// <summary>A client.</summary>
    /// <param name="patience">How long to wait for a whole answer.</param>
    /// <param name="privateNetworks">Networks that a name may lead to though they are not public; null for none.</param>
    public WitnessClient(TimeSpan patience, IReadOnlyList<IPNetwork>? privateNetworks = null)
    {
        _http = OutgoingHttp.Create(new OutgoingCall { Patience = patience, LongestAnswer = OutgoingLimits.WitnessBytes, PrivateNetworks = privateNetworks ?? [] });
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
            using HttpResponseMessage answer = await _http.PostAsync(Below(address, "add-checkpoint"), content, cancel);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(cancel);
            return (new WitnessReply(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body), "");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, $"No whole answer within {_http.Timeout.TotalSeconds} s.");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
        {
            return (null, $"No whole answer: {e.Message}");
        }
    }

    /// <summary>Asks what it has seen of a log.</summary>
    /// <param name="address">Its prefix.</param>
    /// <param name="log">The log's key, whose name is the origin: without its signature the answer is no answer.</param>
    /// <param name="cancel">Ends the waiting, as the client's patience does.</param>
    /// <returns>The answer, or null with the reason when there was none to be believed.</returns>
    public async Task<(RememberedCheckpoint? Answer, string Reason)> RememberedAsync(Uri address, NoteVerifier log, CancellationToken cancel)
    {
        try
        {
            Uri place = Below(address, $"{Witness.KeyOf(log.Name).ToHex()}/checkpoint");
            using HttpResponseMessage answer = await _http.GetAsync(place, cancel);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                return (new RememberedCheckpoint(Checkpoint: null, IsWhole: true), "");
            }

            SignedNote note = SignedNote.Parse(await answer.Content.ReadAsByteArrayAsync(cancel));
            Checkpoint seen = Checkpoint.Parse(note.Text);
            bool isQuarantined = answer.StatusCode == HttpStatusCode.ServiceUnavailable;
            return (answer.StatusCode == HttpStatusCode.OK || isQuarantined) && seen.Origin == log.Name && note.Verify(log).IsSignedBy(log)
                ? (new RememberedCheckpoint(seen, IsWhole: !isQuarantined), isQuarantined ? "It is in quarantine." : "")
                : (null, "Its answer is not a checkpoint that this log signed.");
        }
        catch (OperationCanceledException)
        {
            return (null, "No whole answer in time.");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or FormatException)
        {
            return (null, $"No whole answer: {e.Message}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static Uri Below(Uri address, string path) => new($"{address.AbsoluteUri.TrimEnd('/')}/{path}");
}
