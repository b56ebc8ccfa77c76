using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>request METHOD ADDRESS</c>: sends one signed request and prints the answer. Exit 0 for an answer of 200 to 299, 1 for another, or for one that is
/// not the node's.
/// </summary>
internal static class RequestCommand
{
    private static readonly Argument<string> Method = new("METHOD") { Description = "GET, POST …" };
    private static readonly Argument<string> Address = new("ADDRESS") { Description = "The whole address, under which the node is known" };
    private static readonly Option<FileInfo> KeyFile = new("--key-file") { Description = "The system's private key, PEM for its owner only", Required = true };
    private static readonly Option<string> KeyId = new("--key-id") { Description = "The key's name in the node's settings", Required = true };
    private static readonly Option<FileInfo> Body = new("--body") { Description = "File with the content" };
    private static readonly Option<string> ContentType = new("--content-type") { DefaultValueFactory = _ => "application/json", Description = "Type of the content" };
    private static readonly Option<string> Once = new("--idempotency-key") { Description = "Idempotency-Key of a writing request" };
    private static readonly Option<FileInfo> AnswerKey = new("--answer-key")
    {
        Description = "File with what the node answered to GET /api/v1/answer-key; the answer is then verified",
    };

    private static readonly Option<FileInfo> Output = new("--output") { Description = "Write the answer's content here" };

    public static Command Create()
    {
        Command command = new("request", "Send a signed request / 发送签名请求")
        {
            Method, Address, KeyFile, KeyId, Body, ContentType, Once, AnswerKey, Output,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        try
        {
            if (!Uri.TryCreate(line.GetRequiredValue(Address), UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            {
                return Terminal.End("ADDRESS begins with http:// or https://. / 地址须以 http:// 或 https:// 开头。", ExitCode.WrongUsage);
            }

            using SigningKey key = SigningKeyFile.Load(line.GetRequiredValue(KeyFile).FullName);
            using HttpClient http = OutgoingHttp.Create(OutgoingCall.OfPerson(TimeSpan.FromSeconds(100)));
            SigningClient client = new(http, key, line.GetRequiredValue(KeyId), TimeProvider.System) { AnswerKeys = ReadAnswerKey(line.GetValue(AnswerKey)) };
            byte[] body = line.GetValue(Body) is FileInfo file ? await File.ReadAllBytesAsync(file.FullName, cancel) : [];
            (HttpAnswerParts answer, byte[] content) = await client.SendAsync(
                new HttpMethod(line.GetRequiredValue(Method)), address, body, line.GetValue(Body) is null ? null : line.GetRequiredValue(ContentType),
                line.GetValue(Once), cancel);
            await WriteAsync(content, line.GetValue(Output), cancel);
            Terminal.Say($"{answer.Status}{(client.AnswerKeys is null ? "" : " ✔ signed by the node / 应答签名有效")}");
            return answer.Status is >= 200 and < 300 ? ExitCode.Done : ExitCode.DoesNotHold;
        }
        catch (HttpSignatureException e)
        {
            return Terminal.End($"The answer is not accepted: {e.Message} / 应答签名无效。", ExitCode.DoesNotHold);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Terminal.End(e.Message, ExitCode.Unavailable);
        }
        catch (Exception e) when (e is FormatException or CryptographicException or UnauthorizedAccessException)
        {
            return Terminal.End(e.Message, ExitCode.Refused);
        }
    }

    private static ExpectedKey[]? ReadAnswerKey(FileInfo? file)
    {
        if (file is null)
        {
            return null;
        }

        JsonObject answer = StrictJson.ParseObject(File.ReadAllBytes(file.FullName), new StrictJsonLimits(4096));
        return answer["publicKey"] is JsonValue key && answer["keyId"] is JsonValue id
            ? [new ExpectedKey(id.ToString(), VerifyingKey.FromPublicKeyInfo(Convert.FromBase64String(key.ToString())))]
            : throw new FormatException($"{file.Name} is no answer to GET /api/v1/answer-key.");
    }

    private static async Task WriteAsync(byte[] content, FileInfo? output, CancellationToken cancel)
    {
        if (output is not null)
        {
            await File.WriteAllBytesAsync(output.FullName, content, cancel);
            return;
        }

        await using Stream console = Console.OpenStandardOutput();
        await console.WriteAsync(content, cancel);
    }
}
