using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Outgoing;
using Ledger.Node.Security;

namespace Ledger.Api.Tests.Security;

/// <summary>A department's system that signs what it sends.</summary>
internal sealed class SigningSystem(SignatureAlgorithm algorithm, string name) : IDisposable
{
    private readonly HttpClient _http = new();

    /// <summary>Its key's name.</summary>
    public string KeyId => $"{name}/1";

    /// <summary>Its key.</summary>
    public SigningKey Key { get; } = algorithm switch
    {
        SignatureAlgorithm.Sm2Sm3 => Sm2PrivateKey.Generate(),
        SignatureAlgorithm.EcdsaP256Sha256 => P256PrivateKey.Generate(),
        _ => Ed25519PrivateKey.Generate(),
    };

    /// <summary>Its entry in the node's settings.</summary>
    public DepartmentSystem Entry => new()
    {
        Name = name,
        Authority = DemoWorld.IssuingAuthority,
        Keys =
        [
            new SystemKey { Id = KeyId, PublicKey = Convert.ToBase64String(new VerifyingKey(Key.Algorithm, Key.PublicKey.Span).ToPublicKeyInfo()) },
        ],
    };

    public void Dispose()
    {
        _http.Dispose();
        Key.Dispose();
    }

    /// <summary>Sends a request as its programmer would, and verifies that the answer is the node's.</summary>
    public async Task<(int Status, JsonObject Json)> SendAsync(
        TestNode node, HttpMethod method, string path, JsonObject? body = null, string? idempotencyKey = null)
    {
        SigningClient client = new(_http, Key, KeyId, node.Time) { AnswerKeys = [await AnswerKeyOfAsync(node)] };
        byte[] content = body is null ? [] : Encoding.UTF8.GetBytes(body.ToJsonString());
        (HttpAnswerParts answer, byte[] answered) = await client.SendAsync(
            method, new Uri(node.Address, path), content, body is null ? null : "application/json", idempotencyKey, CancellationToken.None);
        return (answer.Status, answered.Length == 0 ? [] : JsonNode.Parse(answered)!.AsObject());
    }

    /// <summary>A request with its signature, to be changed and sent by the test itself.</summary>
    public HttpRequestParts Sign(TestNode node, string method, string path, byte[]? content = null, string? idempotencyKey = null, string type = "application/json")
    {
        Dictionary<string, string> fields = [];
        if (content is not null)
        {
            fields["content-type"] = type;
            fields[ContentDigest.Field] = ContentDigest.Of(content);
        }

        if (idempotencyKey is not null)
        {
            fields["idempotency-key"] = idempotencyKey;
        }

        return SignedRequest.Sign(new HttpRequestParts(method, new Uri(node.Address, path).AbsoluteUri, fields), Key, KeyId, node.Time.GetUtcNow()).Parts;
    }

    /// <summary>Sends a request as it is.</summary>
    public static async Task<Answer> SendAsync(
        TestNode node, HttpRequestParts parts, byte[]? content = null, bool isChunked = false, params (string Name, string Value)[] more)
    {
        using HttpRequestMessage request = new(new HttpMethod(parts.Method), parts.TargetUri);
        request.Content = content is null ? null : new ByteArrayContent(content);
        request.Headers.TransferEncodingChunked = isChunked ? true : null;
        foreach ((string field, string value) in parts.Fields.Select(field => (field.Key, field.Value)).Concat(more))
        {
            _ = (field == "content-type" && request.Content is not null ? request.Content.Headers : (System.Net.Http.Headers.HttpHeaders)request.Headers)
                .TryAddWithoutValidation(field, value);
        }

        return await node.Anyone.CallAsync(request);
    }

    private static async Task<ExpectedKey> AnswerKeyOfAsync(TestNode node)
    {
        Answer answer = await node.Anyone.ReadAsync("/api/v1/answer-key");
        return new ExpectedKey(answer["keyId"], VerifyingKey.FromPublicKeyInfo(Convert.FromBase64String(answer["publicKey"])));
    }
}
