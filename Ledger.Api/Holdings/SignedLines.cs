using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Api.Holdings;

/// <summary>Writes lines of canonical JSON, each ended by a line feed, and hashes them as they go; never more than a line is in memory.</summary>
/// <param name="output">Where to; stays the caller's.</param>
internal sealed class SignedLines(Stream output) : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Sm3Stream _sm3 = new();

    /// <summary>How many lines were written.</summary>
    public long Count { get; private set; }

    /// <summary>Writes a line.</summary>
    public async Task WriteAsync(string kind, JsonObject line, CancellationToken cancel)
    {
        line["kind"] = kind;
        DropNulls(line);
        byte[] bytes = [.. CanonicalJson.Write(line), (byte)'\n'];
        _sha256.AppendData(bytes);
        _sm3.Append(bytes);
        Count++;
        await output.WriteAsync(bytes, cancel);
    }

    /// <summary>The digests of all lines; nothing can be written afterwards.</summary>
    public (Digest Sha256, Digest Sm3) Finish() => (new Digest(_sha256.GetHashAndReset()), _sm3.Finish());

    // The canonical form has no null: what is not there is left out.
    private static void DropNulls(JsonObject members)
    {
        foreach ((string name, JsonNode? value) in members.ToList())
        {
            if (value is null)
            {
                members.Remove(name);
            }

            IEnumerable<JsonObject> below = value is JsonArray list ? list.OfType<JsonObject>() : value is JsonObject inner ? [inner] : [];
            below.ToList().ForEach(DropNulls);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sha256.Dispose();
        _sm3.Dispose();
    }
}
