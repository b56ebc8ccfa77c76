using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Demo;

/// <summary>A province's node as its own process, and the calls the demonstration makes to it over HTTP.</summary>
/// <param name="folder">Its folder.</param>
/// <param name="address">Where it answers.</param>
/// <param name="departmentKey">The key of the department system that calls.</param>
/// <param name="root">The root of its TLS certificate; null for those that the machine trusts.</param>
internal sealed class DemoNode(string folder, Uri address, string departmentKey, X509Certificate2? root = null) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = OutgoingHttp.Create(OutgoingCall.OfPerson(TimeSpan.FromSeconds(60)) with { Root = root }, address);
    private ChildProcess? _process;

    /// <summary>Where it answers.</summary>
    public Uri Address => address;

    /// <summary>Keys of the systems of other authorities of the province, by the authorities' codes.</summary>
    public IReadOnlyDictionary<string, string> OtherKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Memory that the process has resident at this moment, in bytes; 0 while there is none.</summary>
    public long ResidentBytes => _process?.ResidentBytes ?? 0;

    /// <summary>Processor time that the process has used so far; zero while there is none.</summary>
    public TimeSpan ProcessorTime => _process?.ProcessorTime ?? TimeSpan.Zero;

    /// <summary>Starts the process and waits until the node can issue.</summary>
    /// <exception cref="InvalidOperationException">It ended at once, or was not ready within 30 seconds; its log says why.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        string log = Path.Combine(folder, "node.log");
        string program = typeof(DemoNode).Assembly.Location;
        _process = ChildProcess.Start(Environment.ProcessPath!, ArgumentsFor(program), log);
        DateTime end = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < end && !_process.HasExited)
        {
            if (await IsReadyAsync(cancel))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancel);
        }

        await StopAsync();
        throw new InvalidOperationException($"The node at {address} did not start: {LastLine(log)}");
    }

    /// <summary>Ends the process; its data stay.</summary>
    public async Task StopAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    /// <summary>Kills the process in the middle of whatever it does; its data stay.</summary>
    public async Task StopAtOnceAsync()
    {
        if (_process is not null)
        {
            await _process.StopAtOnceAsync();
            _process = null;
        }
    }

    /// <summary>Enters a holder.</summary>
    public Task RegisterAsync(DemoHolder holder, CancellationToken cancel) =>
        PostAsync("/api/v1/holders", new JsonObject { ["name"] = holder.Name, ["codeType"] = holder.CodeType, ["code"] = holder.Code }, null, cancel);

    /// <summary>Issues a licence, as its issuer's system; the answer has its identifier.</summary>
    public Task<JsonNode> IssueAsync(DemoLicence licence, CancellationToken cancel) =>
        PostAsync(KeyOf(licence.Issuer), "/api/v1/licences", licence.ToRequest(), $"demo-issue-{licence.Type}-{licence.Serial}", cancel);

    /// <summary>Hands a material in.</summary>
    public async Task HandInAsync(JsonObject material, byte[] file, string idempotencyKey, CancellationToken cancel)
    {
        using ByteArrayContent content = new(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using StringContent description = new(material.ToJsonString());
        using MultipartFormDataContent form = new() { { description, "material" }, { content, "file", "file" } };
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/materials") { Content = form };
        Sign(request);
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        using HttpResponseMessage answer = await _http.SendAsync(request, cancel);
        await RequireAsync(answer, cancel);
    }

    /// <summary>Uses what another province holds, as an authority's system.</summary>
    public Task<JsonNode> UseAsync(DemoAuthority authority, JsonObject use, string idempotencyKey, CancellationToken cancel) =>
        PostAsync(KeyOf(authority.Code), "/api/v1/exchanges", use, idempotencyKey, cancel);

    /// <summary>Revokes a licence.</summary>
    public Task<JsonNode> RevokeAsync(string identifier, CancellationToken cancel) => PostAsync(
        $"/api/v1/licences/{identifier}/revocation",
        new JsonObject { ["reason"] = "penalty", ["legalBasis"] = "《中华人民共和国行政处罚法》第九条（演示）", ["operator"] = "clerk-1" },
        $"demo-revoke-{identifier}",
        cancel);

    /// <summary>Puts the prepared keys in the place of the authority's keys.</summary>
    public Task<JsonNode> RotateKeysAsync(CancellationToken cancel) => PostAsync("/api/v1/signing-keys/rotation", new JsonObject(), "drill-rotation", cancel);

    /// <summary>Condemns a key from a log index on.</summary>
    public Task<JsonNode> CompromiseAsync(Digest certificate, long fromIndex, CancellationToken cancel) => PostAsync(
        $"/api/v1/signing-keys/{certificate.ToHex()}/compromise", new JsonObject { ["fromIndex"] = fromIndex }, $"drill-{certificate.ToHex()}", cancel);

    /// <summary>The licence's PDF with the proof as of now.</summary>
    public async Task<byte[]> PdfAsync(string identifier, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/api/v1/licences/{identifier}/pdf");
        Sign(request);
        using HttpResponseMessage answer = await _http.SendAsync(request, cancel);
        await RequireAsync(answer, cancel);
        return await answer.Content.ReadAsByteArrayAsync(cancel);
    }

    /// <summary>Verifies a file, as anybody may.</summary>
    public async Task<JsonNode> VerifyAsync(byte[] file, CancellationToken cancel)
    {
        using ByteArrayContent content = new(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using HttpResponseMessage answer = await _http.PostAsync(new Uri("/api/v1/verifications/file", UriKind.Relative), content, cancel);
        await RequireAsync(answer, cancel);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancel))!;
    }

    /// <summary>The newest checkpoint with its cosignatures.</summary>
    public Task<byte[]> CheckpointAsync(CancellationToken cancel) => _http.GetByteArrayAsync(new Uri("/log/checkpoint", UriKind.Relative), cancel);

    /// <summary>How far the log is anchored.</summary>
    public async Task<JsonNode> AnchoringAsync(CancellationToken cancel) => (await _http.GetFromJsonAsync<JsonNode>("/api/v1/anchoring", cancel))!;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
    }

    private static string LastLine(string file) => File.ReadLines(file).LastOrDefault(line => line.Length > 0) ?? "it wrote nothing.";

    private static async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (!answer.IsSuccessStatusCode)
        {
            string text = await answer.Content.ReadAsStringAsync(cancel);
            throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri?.AbsolutePath}: {(int)answer.StatusCode} {text}");
        }
    }

    private string[] ArgumentsFor(string program) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [program, "serve", "--data", folder] : ["serve", "--data", folder];

    private async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Any writing call.</summary>
    public Task<JsonNode> PostAsync(string path, JsonObject body, string? idempotencyKey, CancellationToken cancel) =>
        PostAsync(departmentKey, path, body, idempotencyKey, cancel);

    /// <summary>Any writing call of an authority's system that the node may refuse.</summary>
    /// <returns>Whether it was done, and the answer; else the problem, in the language asked for.</returns>
    public async Task<(bool Done, JsonNode Answer)> AskAsync(
        string authority, string path, JsonObject body, string idempotencyKey, string language, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await SendAsync(KeyOf(authority), path, body, idempotencyKey, language, cancel);
        return (answer.IsSuccessStatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(cancel))!);
    }

    private async Task<JsonNode> PostAsync(string key, string path, JsonObject body, string? idempotencyKey, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await SendAsync(key, path, body, idempotencyKey, language: null, cancel);
        await RequireAsync(answer, cancel);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancel))!;
    }

    private async Task<HttpResponseMessage> SendAsync(string key, string path, JsonObject body, string? idempotencyKey, string? language, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        Sign(request, key);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (language is not null)
        {
            request.Headers.Add("Accept-Language", language);
        }

        return await _http.SendAsync(request, cancel);
    }

    private string KeyOf(string authority) => OtherKeys.GetValueOrDefault(authority, departmentKey);

    private void Sign(HttpRequestMessage request) => Sign(request, departmentKey);

    private static void Sign(HttpRequestMessage request, string key) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
}
