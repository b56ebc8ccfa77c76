using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Crash;

/// <summary>A department's system that issues licences over HTTP, and an outsider who reads the log.</summary>
internal sealed class NodeClient : IDisposable
{
    private const int Bundle = 256;

    // Food licences, for several companies. The day is read once: a request repeated after midnight is still the same.
    private static readonly DemoLicence[] Samples =
        [.. DemoWorld.Licences(100, LicenceDate.InChina(TimeProvider.System.GetUtcNow())).Where(licence => licence.Fields.ContainsKey("JYZMC"))];

    private readonly HttpClient _http;
    private readonly AuthenticationHeaderValue _department;
    private readonly string _authority;

    /// <summary>A client of one node.</summary>
    /// <param name="address">Where the node answers.</param>
    /// <param name="departmentKey">The system's key.</param>
    /// <param name="authority">The authority that the system acts for.</param>
    public NodeClient(Uri address, string departmentKey, string authority = DemoWorld.IssuingAuthority)
    {
        _authority = authority;
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        _department = new AuthenticationHeaderValue("Bearer", departmentKey);
    }

    /// <summary>The status of /health/ready, or null where nobody listens.</summary>
    public async Task<HttpStatusCode?> ReadyAsync()
    {
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(Path("/health/ready"));
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or System.Net.Sockets.SocketException)
        {
            return null;
        }
    }

    /// <summary>Asks to issue the licence of a number. The same number is the same request, with the same Idempotency-Key.</summary>
    public async Task<Outcome> IssueAsync(int number, CancellationToken cancel = default)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/licences") { Content = JsonContent.Create(BodyOf(number)) };
        request.Headers.Authorization = _department;
        request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"licence-{number}"));
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, cancel);
            JsonNode body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel))!;
            return new Outcome(
                number, answer.StatusCode, body["identifier"]?.GetValue<string>(), body["index"]?.GetValue<long>() ?? -1,
                body["leafHash"]?.GetValue<string>(), body["anchor"]?.GetValue<string>(), body["code"]?.GetValue<string>());
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Outcome(number, null, null, -1, null, null, null);
        }
    }

    /// <summary>An address that anybody may read.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(Path(path));

    /// <summary>An address that departments may read.</summary>
    public async Task<HttpResponseMessage> GetAsDepartmentAsync(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Authorization = _department;
        return await _http.SendAsync(request);
    }

    /// <summary>Revokes a licence.</summary>
    public async Task<HttpStatusCode> RevokeAsync(string identifier)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"/api/v1/licences/{identifier}/revocation")
        {
            Content = JsonContent.Create(new JsonObject { ["reason"] = "penalty", ["legalBasis"] = "《中华人民共和国行政处罚法》第九条", ["operator"] = "clerk-1" }),
        };
        request.Headers.Authorization = _department;
        request.Headers.Add("Idempotency-Key", $"revoke-{identifier}");
        using HttpResponseMessage answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>A licence as a file, with the proof as of now.</summary>
    public async Task<byte[]> PdfAsync(string identifier)
    {
        using HttpResponseMessage answer = await GetAsDepartmentAsync($"/api/v1/licences/{identifier}/pdf");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Sends a file to be verified, as anybody may.</summary>
    public async Task<JsonNode> VerifyAsync(byte[] file)
    {
        using ByteArrayContent content = new(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using HttpResponseMessage answer = await _http.PostAsync(Path("/api/v1/verifications/file"), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>A JSON answer, whatever its status.</summary>
    public async Task<JsonNode> JsonAsync(string path)
    {
        using HttpResponseMessage answer = await _http.GetAsync(Path(path));
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>A text answer.</summary>
    public Task<string> TextAsync(string path) => _http.GetStringAsync(Path(path));

    /// <summary>The first leaves of the log, out of its entry bundles.</summary>
    public async Task<IReadOnlyList<byte[]>> LeavesAsync(long size)
    {
        List<byte[]> leaves = [];
        for (long start = 0; start < size; start += Bundle)
        {
            long width = Math.Min(Bundle, size - start);
            string partial = width < Bundle ? string.Create(CultureInfo.InvariantCulture, $".p/{width}") : "";
            long number = start / Bundle;
            string place = number < 1000 ? $"{number:000}" : $"x{number / 1000:000}/{number % 1000:000}";
            byte[] bundle = await _http.GetByteArrayAsync(Path($"/log/tile/entries/{place}{partial}"));
            for (int at = 0; at < bundle.Length;)
            {
                int length = (bundle[at] << 8) | bundle[at + 1];
                leaves.Add(bundle[(at + 2)..(at + 2 + length)]);
                at += 2 + length;
            }
        }

        Assert.Equal(size, leaves.Count);
        return leaves;
    }

    public void Dispose() => _http.Dispose();

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private JsonObject BodyOf(int number)
    {
        DemoLicence like = Samples[number % Samples.Length];
        string serial = DemoWorld.FoodLicenceNumber(2_400_000_000_000 + number);
        Dictionary<string, string> fields = new(like.Fields) { ["XKZBH"] = serial };
        return new JsonObject
        {
            ["type"] = like.Type,
            ["issuer"] = _authority,
            ["serial"] = serial,
            ["number"] = serial,
            ["holder"] = new JsonObject { ["name"] = like.Holder.Name, ["codeType"] = like.Holder.CodeType, ["code"] = like.Holder.Code },
            ["validFrom"] = DemoWorld.Text(like.From),
            ["validTo"] = DemoWorld.Text(like.To!.Value),
            ["fields"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value))),
            ["operator"] = "clerk-1",
        };
    }
}
