using System.Globalization;
using System.Security.Cryptography;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.HttpSignatures;

/// <summary>The messages that RFC 9421 prints, with the signatures that it prints: whoever made those did not use our signature base.</summary>
public sealed class Rfc9421Tests
{
    private static readonly string[] NoFields = ["Case", "Scheme", "Key", "Method", "Target", "Status", "Request-Digest", "Signature-Input", "Signature"];

    private static readonly List<Dictionary<string, string>> Vectors = VectorFile.ReadOwn("rfc-9421.txt");

    public static TheoryData<string> Cases => [.. Vectors.Select(vector => vector["Case"])];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_printed_signature_verifies(string name)
    {
        Dictionary<string, string> vector = Find(name);
        Assert.True(Verifies(vector));

        vector["Signature-Input"] = vector["Signature-Input"].Replace("created=1", "created=2", StringComparison.Ordinal);
        Assert.False(Verifies(vector));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_fields_are_written_as_they_are_printed(string name)
    {
        HttpSignature signature = HttpSignature.Read(Fields(Find(name)));
        Assert.Equal(Find(name)["Signature-Input"], signature.InputText);
        Assert.Equal(Find(name)["Signature"], signature.Text);
    }

    private static Dictionary<string, string> Find(string name) => new(Vectors.Single(vector => vector["Case"] == name));

    private static bool Verifies(Dictionary<string, string> vector)
    {
        bool isAnswer = vector.ContainsKey("Status");
        HttpRequestParts request = new(
            vector.GetValueOrDefault("Method", "GET"), vector.GetValueOrDefault("Target", "https://example.com/"),
            isAnswer ? new() { [ContentDigest.Field] = vector.GetValueOrDefault("Request-Digest", "") } : Fields(vector));
        HttpAnswerParts? answer = isAnswer ? new(int.Parse(vector["Status"], CultureInfo.InvariantCulture), Fields(vector)) : null;
        HttpSignature signature = HttpSignature.Read((answer?.Fields ?? request.Fields)!);
        byte[] message = SignatureBase.Write(signature.Parameters, request, answer);
        byte[] key = vector.Bytes("Key");
        return vector["Scheme"] switch
        {
            "rsa-pss-sha512" => RsaVerifies(key, message, signature.Value.Span),
            "hmac-sha256" => HMACSHA256.HashData(key, message).AsSpan().SequenceEqual(signature.Value.Span),
            string scheme => signature.Verifies(new VerifyingKey(SignatureAlgorithmName.Parse(scheme)!.Value, key), request, answer),
        };
    }

    private static bool RsaVerifies(byte[] key, byte[] message, ReadOnlySpan<byte> signature)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(key, out _);
        return rsa.VerifyData(message, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss);
    }

    private static Dictionary<string, string> Fields(Dictionary<string, string> vector)
    {
        Dictionary<string, string> fields = vector.Where(line => !NoFields.Contains(line.Key)).ToDictionary();
        fields[HttpSignature.InputField] = vector["Signature-Input"];
        fields[HttpSignature.Field] = vector["Signature"];
        return fields;
    }
}
