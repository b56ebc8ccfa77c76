using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Importing;

/// <summary>A department's side of an import: sends the file, asks how far it has come, fetches what was refused.</summary>
internal sealed class ImportClient : IDisposable
{
    private const string Imports = "api/v1/imports";
    private const int LongestProblem = 64 << 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private readonly HttpClient _http;

    /// <summary>A client of one node.</summary>
    /// <param name="node">Where the node answers.</param>
    /// <param name="key">The system's key.</param>
    public ImportClient(Uri node, string key)
    {
        _http = OutgoingHttp.Create(OutgoingCall.OfPerson(Patience), new Uri(node.ToString().TrimEnd('/') + "/"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _http.DefaultRequestHeaders.Accept.ParseAdd("*/*");
    }

    /// <summary>One line that says how far an import has come.</summary>
    public static string LineOf(ImportResponse import) => string.Create(
        CultureInfo.InvariantCulture,
        $"{import.RowsDone} / {import.Rows} 行, 已签发 {import.Issued}, 被拒 {import.Refused}, {import.RowsPerSecond} 行/秒 ({import.State})");

    /// <summary>Sends a file. The same file sent again with the same key is the same import.</summary>
    /// <param name="file">The file.</param>
    /// <param name="map">The map that goes with it, or null.</param>
    /// <param name="account">经办人.</param>
    /// <param name="query">Format, encoding, authority and whether to run dry, as the interface has them.</param>
    /// <param name="key">The Idempotency-Key.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="HttpRequestException">The node cannot be reached, or refuses; the message says why.</exception>
    public async Task<ImportResponse> SendAsync(
        FileInfo file, FileInfo? map, string account, string query, string key, CancellationToken cancel)
    {
        using StringContent accountPart = new(account);
        using ByteArrayContent mapPart = new(map is null ? [] : await File.ReadAllBytesAsync(map.FullName, cancel));
        await using FileStream stream = file.OpenRead();
        using StreamContent filePart = new(stream);
        using MultipartFormDataContent form = new() { { accountPart, "operator" }, { mapPart, "map" }, { filePart, "file", "rows" } };
        using HttpRequestMessage request = new(HttpMethod.Post, $"{Imports}?{query}") { Content = form };
        request.Headers.Add("Idempotency-Key", key);
        return await ReadAsync(request, cancel);
    }

    /// <summary>Tries refused rows again, as they were or as a file has them.</summary>
    /// <exception cref="HttpRequestException">The node cannot be reached, or refuses; the message says why.</exception>
    public async Task<ImportResponse> RetryAsync(string id, FileInfo? file, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"{Imports}/{id}/retry");
        if (file is null)
        {
            return await ReadAsync(request, cancel);
        }

        await using FileStream stream = file.OpenRead();
        using StreamContent filePart = new(stream);
        using MultipartFormDataContent form = new() { { filePart, "file", "rows" } };
        request.Content = form;
        return await ReadAsync(request, cancel);
    }

    /// <summary>How far an import has come.</summary>
    /// <exception cref="HttpRequestException">The node cannot be reached, or refuses; the message says why.</exception>
    public async Task<ImportResponse> GetAsync(string id, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Imports}/{id}");
        return await ReadAsync(request, cancel);
    }

    /// <summary>Writes the list of refusals to a file.</summary>
    /// <param name="id">The import.</param>
    /// <param name="list"><c>errors</c> or <c>refused-rows</c>.</param>
    /// <param name="path">The file, for its owner's eyes only.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="HttpRequestException">The node cannot be reached, or refuses; the message says why.</exception>
    public async Task FetchAsync(string id, string list, string path, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Imports}/{id}/{list}");
        using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await RequireAsync(answer, cancel);
        await using FileStream file = new(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await answer.Content.CopyToAsync(file, cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<ImportResponse> ReadAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await RequireAsync(answer, cancel);
        return await answer.Content.ReadFromJsonAsync<ImportResponse>(cancel)
            ?? throw new HttpRequestException("The node answers with nothing.", null, answer.StatusCode);
    }

    private static async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        byte[] body = new byte[LongestProblem];
        await using Stream stream = await answer.Content.ReadAsStreamAsync(cancel);
        int length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancel);
        throw new HttpRequestException(DetailOf(body.AsSpan(0, length)) ?? $"The node answers {(int)answer.StatusCode}.", null, answer.StatusCode);
    }

    private static string? DetailOf(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body)?["detail"]?.GetValue<string>();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
