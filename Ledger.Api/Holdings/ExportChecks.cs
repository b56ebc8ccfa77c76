using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;
using Ledger.Node.Importing;

namespace Ledger.Api.Holdings;

/// <summary>Checks an exported folder without the ledger: its signatures, the proofs of the licences in it and the digests of the files.</summary>
internal static class ExportChecks
{
    /// <summary>Longest line: a licence document in Base64, its photograph and its proofs.</summary>
    public const int LongestLine = 4 << 20;

    // What a licence is today is no matter of whether the export tells the truth about it.
    private static readonly string[] OfToday = ["status", "validity", "dispute", "freshness"];

    /// <summary>The checks.</summary>
    /// <param name="export">Anything at all; read once, line by line.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="time">The verifier's clock.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<Check>> MakeAsync(Stream export, TrustPolicy policy, TimeProvider time, CancellationToken cancel)
    {
        using IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using Sm3Stream sm3 = new();
        LicenceVerifier verifier = new(policy, time);
        List<Check> things = [];
        (long count, string? statement) = (0, null);
        ExportedFile? file = null;
        try
        {
            JsonLinesReader reader = new(export, LongestLine);
            while (await reader.ReadAsync(cancel) is ReadOnlyMemory<byte> bytes)
            {
                JsonObject line = StrictJson.ParseObject(bytes.Span, new StrictJsonLimits(LongestLine));
                if (statement is not null)
                {
                    throw new FormatException("something follows the signature");
                }

                if (TextOf(line, "kind") == FolderExport.LastLine)
                {
                    statement = TextOf(line, "statement");
                    continue;
                }

                sha256.AppendData(bytes.Span);
                sha256.AppendData("\n"u8);
                sm3.Append(bytes.Span);
                sm3.Append("\n"u8);
                count++;
                if (file is not null)
                {
                    if (!file.Take(line))
                    {
                        things.Add(file.Finish());
                        file.Dispose();
                        file = null;
                    }

                    continue;
                }

                if (TextOf(line, "kind") == "licence" && TextOf(line, "document").Length > 0)
                {
                    things.AddRange(Licence(line, verifier));
                }

                file = TextOf(line, "kind") == "material" ? ExportedFile.Of(line) : null;
            }

            if (file is not null)
            {
                throw new FormatException("a file is not whole");
            }

            SignedStatement signed = SignedStatement.Parse(Convert.FromBase64String(statement ?? throw new FormatException("no signature")), FolderExport.Kind);
            bool fits = TextOf(signed.Statement, "sha256") == Convert.ToHexStringLower(sha256.GetHashAndReset()) && TextOf(signed.Statement, "sm3") == sm3.Finish().ToHex()
                && signed.Statement["lines"] is JsonValue lines && lines.TryGetValue(out long stated) && stated == count;
            return
            [
                Check.Of("export-form", true, "导出文件格式正确。", "The export is well formed."),
                Check.Of("export-digest", fits, fits ? "内容与所签散列相符。" : "内容与所签散列不符。", fits ? "The content has the digests that were signed." : "The content does not have the digests that were signed."),
                .. signed.Verify(policy),
                .. things,
            ];
        }
        catch (Exception e) when (e is FormatException or ImportFormatException)
        {
            return [Check.Of("export-form", false, "这不是完整的导出文件。", $"This is no whole export: {e.Message}")];
        }
        finally
        {
            file?.Dispose();
        }
    }

    private static IEnumerable<Check> Licence(JsonObject line, LicenceVerifier verifier)
    {
        byte[] seal = TextOf(line, "sealProof") is { Length: > 0 } text ? Convert.FromBase64String(text) : [];
        Verdict verdict = verifier.Verify(
            Convert.FromBase64String(TextOf(line, "document")), Convert.FromBase64String(TextOf(line, "proof")), RemoteEvidence.None, at: null, seal);
        Check[] against = [.. verdict.Checks.Where(check => check.Result is CheckResult.Failed or CheckResult.Unknown && !OfToday.Contains(check.Name))];
        string identifier = TextOf(line, "identifier");
        bool isOne = verdict.Licence?.Statement.Identifier == identifier;
        CheckResult result = !isOne || against.Any(check => check.Result is CheckResult.Failed) ? CheckResult.Failed : against.Length > 0 ? CheckResult.Unknown : CheckResult.Passed;
        yield return new Check(
            "export-licence", result,
            result is CheckResult.Passed ? $"证照 {identifier} 的签名与证明成立。" : $"证照 {identifier}：{string.Join('、', against.Select(check => check.Chinese))}",
            result is CheckResult.Passed ? $"Licence {identifier}: signatures and proofs hold." : $"Licence {identifier}: {string.Join(" ", against.Select(check => check.English))}");
    }

    /// <summary>A member that is a text; empty where it is none.</summary>
    internal static string TextOf(JsonObject line, string member) => line[member] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
