using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Holdings;

/// <summary>A file in an export, put together from the lines behind its material's: whether it is the one that the material tells of.</summary>
internal sealed class ExportedFile : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Sm3Stream _sm3 = new();
    private readonly JsonObject _material;
    private readonly long _parts;
    private long _seen;

    private ExportedFile(JsonObject material, long parts) => (_material, _parts) = (material, parts);

    /// <summary>The file of a material's line; null where the line says that none follows.</summary>
    public static ExportedFile? Of(JsonObject material) =>
        material["parts"] is JsonValue value && value.TryGetValue(out long parts) && parts > 0 ? new ExportedFile(material, parts) : null;

    /// <summary>Takes the next of its lines.</summary>
    /// <returns>Whether more follow.</returns>
    /// <exception cref="FormatException">It is another line.</exception>
    public bool Take(JsonObject line)
    {
        bool isNext = ExportChecks.TextOf(line, "kind") == FolderExport.FileLine && ExportChecks.TextOf(line, "material") == ExportChecks.TextOf(_material, "identifier")
            && line["part"] is JsonValue part && part.TryGetValue(out long number) && number == _seen;
        byte[] content = isNext ? Convert.FromBase64String(ExportChecks.TextOf(line, "content")) : throw new FormatException("a part of a file is missing");
        _sha256.AppendData(content);
        _sm3.Append(content);
        return ++_seen < _parts;
    }

    /// <summary>The check, once all parts were taken.</summary>
    public Check Finish()
    {
        string identifier = ExportChecks.TextOf(_material, "identifier");
        bool same = Convert.ToHexStringLower(_sha256.GetHashAndReset()) == ExportChecks.TextOf(_material, "sha256") && _sm3.Finish().ToHex() == ExportChecks.TextOf(_material, "sm3");
        return Check.Of(
            "export-file", same, same ? $"材料 {identifier} 的文件与其散列相符。" : $"材料 {identifier} 的文件与其散列不符。",
            same ? $"The file of material {identifier} has the digests stated." : $"The file of material {identifier} does not have the digests stated.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sha256.Dispose();
        _sm3.Dispose();
    }
}
