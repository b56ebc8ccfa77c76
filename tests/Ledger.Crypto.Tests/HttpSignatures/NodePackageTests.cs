using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.HttpSignatures;

/// <summary>The package <c>http-message-signatures</c> of npm verifies what is signed here, and the other way round.</summary>
public sealed class NodePackageTests
{
    [Theory]
    [MemberData(nameof(SignedSample.Algorithms), MemberType = typeof(SignedSample))]
    public void The_package_verifies_our_requests_and_answers(SignatureAlgorithm algorithm)
    {
        using SigningKey key = SignedSample.NewKey(algorithm);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        foreach (HttpRequestParts request in new[] { SignedSample.Writing(), SignedSample.Reading() })
        {
            SignedRequest signed = SignedRequest.Sign(request, key, SignedSample.KeyId, now);
            Assert.True(PackageVerifies(key, signed.Parts, answer: null));
            Assert.False(PackageVerifies(key, signed.Parts with { Method = "PUT" }, answer: null));

            HttpAnswerParts answer = new(201, new Dictionary<string, string>
            {
                ["content-type"] = "application/json",
                [ContentDigest.Field] = ContentDigest.Of("{}"u8),
            });
            HttpSignature signature = SignedAnswer.Sign(signed, answer, key, SignedSample.KeyId, now);
            answer = answer with
            {
                Fields = new Dictionary<string, string>(answer.Fields)
                {
                    [HttpSignature.InputField] = signature.InputText,
                    [HttpSignature.Field] = signature.Text,
                },
            };
            Assert.True(PackageVerifies(key, signed.Parts, answer));
            Assert.False(PackageVerifies(key, signed.Parts, answer with { Status = 200 }));
            Assert.False(PackageVerifies(key, SignedRequest.Sign(request, key, SignedSample.KeyId, now).Parts, answer));
        }
    }

    [Theory]
    [MemberData(nameof(SignedSample.Algorithms), MemberType = typeof(SignedSample))]
    public void We_verify_the_packages_requests(SignatureAlgorithm algorithm)
    {
        foreach (HttpRequestParts request in new[] { SignedSample.Writing(), SignedSample.Reading() })
        {
            JsonObject signed = Run("sign", new JsonObject
            {
                ["alg"] = SignatureAlgorithmName.Of(algorithm),
                ["keyId"] = SignedSample.KeyId,
                ["tag"] = SignedRequest.Tag,
                ["fields"] = new JsonArray(["@method", "@target-uri", .. request.Fields.Keys.Select(name => (JsonNode)name)]),
                ["request"] = Json(request),
            });
            VerifyingKey key = new(algorithm, Convert.FromHexString(signed["publicKey"]!.GetValue<string>()));
            HttpRequestParts parts = request;
            foreach ((string name, JsonNode? value) in signed["headers"]!.AsObject())
            {
                parts = parts.With(name.ToLowerInvariant(), value!.GetValue<string>());
            }

            SignedRequest read = SignedRequest.Read(parts, DateTimeOffset.UtcNow);
            read.Verify(key);
            Assert.Equal(SignedSample.KeyId, read.KeyId);
            Assert.Throws<HttpSignatureException>(() => SignedRequest.Read(parts with { Method = "PUT" }, DateTimeOffset.UtcNow).Verify(key));
        }
    }

    private static bool PackageVerifies(SigningKey key, HttpRequestParts request, HttpAnswerParts? answer)
    {
        JsonObject order = new()
        {
            ["alg"] = SignatureAlgorithmName.Of(key.Algorithm),
            ["publicKey"] = Convert.ToHexString(key.PublicKey.Span),
            ["request"] = Json(request),
        };
        if (answer is not null)
        {
            order["answer"] = new JsonObject { ["status"] = answer.Status, ["headers"] = Json(answer.Fields) };
        }

        return Run("verify", order)["verified"]!.GetValue<bool>();
    }

    private static JsonObject Json(HttpRequestParts request) =>
        new() { ["method"] = request.Method, ["url"] = request.TargetUri, ["headers"] = Json(request.Fields) };

    private static JsonObject Json(IReadOnlyDictionary<string, string> fields) =>
        new(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value)));

    private static JsonObject Run(string act, JsonObject order)
    {
        ProcessStartInfo start = new("node", [Path.Combine(Repository.Root, "tests", "independent", "http-signatures.cjs"), act])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(order.ToJsonString());
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return JsonSerializer.Deserialize<JsonObject>(output)!;
    }
}
