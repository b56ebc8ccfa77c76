using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Api.Auditing;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Signing;
using Ledger.Node.Auditing;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>audit-export</c>: fetches a node's audit log as JSON lines, each entry verified against the root that the log commits to. Exit 0
/// everything fits, 1 something does not.
/// </summary>
internal static class AuditExportCommand
{
    private static readonly Option<string> Node = new("--node") { Description = "The node's address, for example http://127.0.0.1:8080", Required = true };
    private static readonly Option<FileInfo> KeyFile = new("--key-file") { Description = "File with the auditors' system's key", Required = true };
    private static readonly Option<string> KeyId = new("--key-id") { Description = "Name of a private key in the node's settings: requests are signed with it" };
    private static readonly Option<long> From = new("--from") { Description = "Number of the first entry" };
    private static readonly Option<string> Subject = new("--subject") { Description = "Only entries that concern this pseudonym" };
    private static readonly Option<FileInfo> Output = new("--output") { Description = "Write the lines here instead of printing them" };

    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        Command command = new("audit-export", "Export the audit log with its proofs / 导出审计日志及其证明") { Node, KeyFile, KeyId, From, Subject, Output };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        try
        {
            if (!Uri.TryCreate(line.GetRequiredValue(Node), UriKind.Absolute, out Uri? node) || node.Scheme is not ("http" or "https"))
            {
                return Terminal.End("--node begins with http:// or https://. / 地址须以 http:// 或 https:// 开头。", ExitCode.WrongUsage);
            }

            using HttpClient http = OutgoingHttp.Create(OutgoingCall.OfPerson(TimeSpan.FromSeconds(100)));
            await using TextWriter? file = line.GetValue(Output) is FileInfo output ? output.CreateText() : null;
            long done = await ExportAsync(node, PageReader(http, line), line, file ?? line.InvocationConfiguration.Output, cancel);
            Terminal.Say($"✔ {done} entries, each under a root that the log commits to / 条审计条目，均在日志所记的树根之下");
            return ExitCode.Done;
        }
        catch (HttpRequestException e)
        {
            return Terminal.End(e.Message, e.StatusCode is null ? ExitCode.Unavailable : ExitCode.DoesNotHold);
        }
        catch (Exception e) when (e is FormatException or JsonException or HttpSignatureException)
        {
            return Terminal.End($"✘ {e.Message}", ExitCode.DoesNotHold);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Terminal.End(e.Message, ExitCode.Unavailable);
        }
    }

    private static async Task<long> ExportAsync(
        Uri node, Func<Uri, CancellationToken, Task<byte[]>> read, ParseResult line, TextWriter lines, CancellationToken cancel)
    {
        long done = 0;
        bool isWhole = line.GetValue(Subject) is null;
        string about = line.GetValue(Subject) is string pseudonym ? $"&subject={Uri.EscapeDataString(pseudonym)}" : "";
        for (long? from = line.GetValue(From); from is long first;)
        {
            Uri address = new(node, string.Create(CultureInfo.InvariantCulture, $"/api/v1/audit?from={first}&limit={AuditReading.MostEntries}{about}"));
            AuditPageResponse page = JsonSerializer.Deserialize<AuditPageResponse>(await read(address, cancel), Lines) ?? throw new FormatException("No page.");
            foreach (AuditEntryContract entry in page.Entries)
            {
                if (isWhole ? entry.Number != first : entry.Number < first)
                {
                    throw new FormatException($"In the place of audit entry {first} came {entry.Number}.");
                }

                Require(entry, page.Commitment ?? throw new FormatException("A page without a commitment has no entries."));
                await lines.WriteLineAsync(JsonSerializer.Serialize(new { entry, page.Commitment }, Lines));
                first = entry.Number + 1;
                done++;
            }

            from = page.Next is long next && next >= first ? next : null;
        }

        return done;
    }

    private static void Require(AuditEntryContract entry, AuditCommitmentContract commitment)
    {
        byte[] bytes = Convert.FromBase64String(entry.Entry);
        bool holds = AuditEntries.Parse(bytes).Number == entry.Number && InclusionProof.Verify(
            MerkleHasher.Sha256,
            MerkleHasher.Sha256.Leaf(bytes),
            entry.Number,
            commitment.Size,
            [.. entry.Proof.Select(hash => new Digest(Convert.FromBase64String(hash)))],
            new Digest(Convert.FromBase64String(commitment.Sha256Root)));
        if (!holds)
        {
            throw new FormatException($"Audit entry {entry.Number} is not under the root that entry {commitment.Index} of the log commits to.");
        }
    }

    private static Func<Uri, CancellationToken, Task<byte[]>> PageReader(HttpClient http, ParseResult line)
    {
        string path = line.GetRequiredValue(KeyFile).FullName;
        if (line.GetValue(KeyId) is not string keyId)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(path).Trim());
            return http.GetByteArrayAsync;
        }

        return async (address, cancel) =>
        {
            using SigningKey key = SigningKeyFile.Load(path);
            (HttpAnswerParts answer, byte[] content) =
                await new SigningClient(http, key, keyId, TimeProvider.System).SendAsync(HttpMethod.Get, address, [], contentType: null, idempotencyKey: null, cancel);
            return answer.Status == StatusCodes.Status200OK
                ? content
                : throw new HttpRequestException($"The node answered {answer.Status}.", inner: null, (System.Net.HttpStatusCode)answer.Status);
        };
    }
}
