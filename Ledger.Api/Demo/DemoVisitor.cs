using System.Text.Json.Nodes;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Demo;

/// <summary>A sample person at a province's node, as far as a browser is needed: signs in at the demonstration's identity provider and keeps cookies.</summary>
internal sealed class DemoVisitor(Uri node) : IDisposable
{
    private readonly HttpClient _http = OutgoingHttp.Create(OutgoingCall.OfPerson(TimeSpan.FromSeconds(60)));
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    /// <summary>Signs in.</summary>
    /// <param name="person">Which of <see cref="DemoPerson.All"/>, by <see cref="DemoPerson.Subject"/>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">Node or provider refuse.</exception>
    public async Task SignInAsync(string person, CancellationToken cancel)
    {
        Uri asked = await RedirectionAsync(new Uri(node, $"/sign-in/{DemoClient.Provider}"), cancel);
        UriBuilder choice = new(asked) { Path = "/choose", Query = $"{asked.Query.TrimStart('?')}&person={person}" };
        await RedirectionAsync(await RedirectionAsync(choice.Uri, cancel), cancel);
    }

    /// <summary>Reads something of the person's own.</summary>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(node, path)), cancel);
        return await ReadAsync(answer, cancel);
    }

    /// <summary>Sends something.</summary>
    public async Task<JsonNode> PostAsync(string path, JsonObject body, string idempotencyKey, CancellationToken cancel)
    {
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(node, path)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Origin", node.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        using HttpResponseMessage answer = await SendAsync(request, cancel);
        return await ReadAsync(answer, cancel);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        string text = await answer.Content.ReadAsStringAsync(cancel);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri?.AbsolutePath}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>Where an address sends one on to.</summary>
    private async Task<Uri> RedirectionAsync(Uri address, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, address), cancel);
        return answer.Headers.Location is Uri location
            ? new Uri(address, location)
            : throw new InvalidOperationException($"{address.AbsolutePath}: {(int)answer.StatusCode}, and no redirection.");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using (request)
        {
            if (request.RequestUri!.Authority == node.Authority && _cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            HttpResponseMessage answer = await _http.SendAsync(request, cancel);
            foreach (string[] pair in answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set) ? set.Select(text => text.Split(';')[0].Split('=', 2)) : [])
            {
                _cookies[pair[0]] = pair[1];
            }

            return answer;
        }
    }
}
