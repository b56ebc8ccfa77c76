using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Api.Reconciliation;

/// <summary>A department's side of a comparison: its own records against a node's, hash by hash.</summary>
/// <param name="http">Signed or bearing the system's key; its base address is the node's. Stays the caller's.</param>
internal sealed class ReconciliationClient(HttpClient http)
{
    // 256 ranges of 8 records each, in hexadecimal digits, with room.
    private const int LongestAnswer = 1 << 20;

    private string? _snapshot;

    /// <summary>Leaves of the log that the node's records add up; 0 before anything was asked.</summary>
    public long Size { get; private set; }

    /// <summary>The key under which the authority's records are hashed.</summary>
    /// <exception cref="HttpRequestException">The node cannot be reached, or refuses.</exception>
    /// <exception cref="FormatException">It answers with something else.</exception>
    public async Task<Digest> GetKeyAsync(CancellationToken cancel)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri($"{ReconciliationEndpoints.Address}/key", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancel);
        return DigestOf((await ReadAsync<ReconciliationKeyResponse>(answer, cancel)).Key);
    }

    /// <summary>Compares.</summary>
    /// <param name="own">One's own records.</param>
    /// <param name="type">证照类型代码; null for all.</param>
    /// <param name="mostDifferences">After so many it is given up.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="HttpRequestException">The node cannot be reached, or refuses.</exception>
    /// <exception cref="FormatException">Its answers cannot be true.</exception>
    public Task<RangeDifferences> CompareAsync(RangeTree own, string? type, int mostDifferences, CancellationToken cancel)
    {
        (_snapshot, Size) = (null, 0);
        return RangeComparison.RunAsync(own, (ranges, stop) => AskAsync(type, ranges, stop), mostDifferences, cancel);
    }

    private async Task<IReadOnlyList<RangeAnswer>> AskAsync(string? type, IReadOnlyList<KeyRange> ranges, CancellationToken cancel)
    {
        string[] texts = [.. ranges.Select(range => range.Digits == 0 ? ReconciliationEndpoints.Everything : range.ToString())];
        JsonObject body = new() { ["ranges"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]) };
        if (type is not null)
        {
            body["type"] = type;
        }

        if (_snapshot is not null)
        {
            body["snapshot"] = _snapshot;
        }

        using StringContent content = new(body.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri($"{ReconciliationEndpoints.Address}/ranges", UriKind.Relative)) { Content = content };
        using HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        CompareRangesResponse told = await ReadAsync<CompareRangesResponse>(answer, cancel);
        bool goesOn = (_snapshot is null || _snapshot == told.Snapshot) && told.Ranges.Select(range => range.Range).SequenceEqual(texts);
        (_snapshot, Size) = goesOn ? (told.Snapshot, told.Size) : throw new FormatException("The node answers another question.");
        return [.. told.Ranges.Select(range => new RangeAnswer(
            range.Count, DigestOf(range.Hash), range.Entries?.Select(entry => new RangeEntry(DigestOf(entry.Key), DigestOf(entry.Value))).ToArray()))];
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancel)
    {
        await using Stream stream = await answer.Content.ReadAsStreamAsync(cancel);
        byte[] body = new byte[LongestAnswer + 1];
        int length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"The node answers {(int)answer.StatusCode}: {Encoding.UTF8.GetString(body, 0, Math.Min(length, 1_000))}", null, answer.StatusCode);
        }

        try
        {
            return (length <= LongestAnswer ? JsonSerializer.Deserialize<T>(body.AsSpan(0, length), JsonSerializerOptions.Web) : default)
                ?? throw new FormatException("The node's answer is too long, or nothing.");
        }
        catch (JsonException e)
        {
            throw new FormatException("The node's answer is no JSON of the kind.", e);
        }
    }

    private static Digest DigestOf(string? hex) => hex is { Length: 2 * Digest.Length } && hex.All(char.IsAsciiHexDigitLower)
        ? new Digest(Convert.FromHexString(hex))
        : throw new FormatException("A hash has 64 hexadecimal digits.");
}
