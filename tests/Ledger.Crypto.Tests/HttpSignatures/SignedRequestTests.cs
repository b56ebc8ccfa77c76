using System.Security.Cryptography;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.HttpSignatures;

public sealed class SignedRequestTests : IDisposable
{
    private static readonly HttpComponent[] OfReading = [new("@method"), new("@target-uri")];

    private readonly SigningKey _key = SignedSample.NewKey(SignatureAlgorithm.Ed25519);

    private static DateTimeOffset Now => SignedSample.Now;

    public void Dispose() => _key.Dispose();

    [Theory]
    [MemberData(nameof(SignedSample.Algorithms), MemberType = typeof(SignedSample))]
    public void What_is_signed_verifies_under_the_registered_key_and_no_other(SignatureAlgorithm algorithm)
    {
        using SigningKey key = SignedSample.NewKey(algorithm);
        using SigningKey other = SignedSample.NewKey(algorithm);
        foreach (HttpRequestParts request in new[] { SignedSample.Writing(), SignedSample.Reading() })
        {
            SignedRequest read = SignedRequest.Read(SignedRequest.Sign(request, key, SignedSample.KeyId, Now).Parts, Now);
            read.Verify(SignedSample.PublicOf(key));
            Assert.Equal(SignedSample.KeyId, read.KeyId);
            Assert.Equal(Now + SignedRequest.MaximumLifetime, read.Expires);
            Refused(HttpSignatureFault.Signature, () => read.Verify(SignedSample.PublicOf(other)));
        }
    }

    [Fact]
    public void Two_signatures_of_one_request_have_two_nonces() =>
        Assert.NotEqual(
            SignedRequest.Sign(SignedSample.Reading(), _key, "k", Now).Nonce, SignedRequest.Sign(SignedSample.Reading(), _key, "k", Now).Nonce);

    [Fact]
    public void The_algorithm_is_the_registered_keys_whatever_the_message_says()
    {
        Read(Parameters(algorithm: null)).Verify(SignedSample.PublicOf(_key));
        Read(Parameters(algorithm: "ed25519")).Verify(SignedSample.PublicOf(_key));
        Refused(HttpSignatureFault.Algorithm, () => Read(Parameters(algorithm: "hmac-sha256")).Verify(SignedSample.PublicOf(_key)));
    }

    [Theory]
    [InlineData("content-type")]
    [InlineData("content-digest")]
    [InlineData("idempotency-key")]
    public void A_field_that_counts_is_covered_where_the_request_has_it(string field)
    {
        HttpRequestParts signed = SignedRequest.Sign(SignedSample.Writing(), _key, "k", Now).Parts;
        Refused(HttpSignatureFault.Components, () => SignedRequest.Read(signed.With(field, null), Now));

        HttpRequestParts reading = SignedRequest.Sign(SignedSample.Reading(), _key, "k", Now).Parts;
        Refused(HttpSignatureFault.Components, () => SignedRequest.Read(reading.With(field, SignedSample.Writing().Fields[field]), Now));
    }

    [Fact]
    public void Method_and_whole_address_are_always_covered()
    {
        Refused(HttpSignatureFault.Components, () => Read(Parameters([OfReading[0]])));
        Refused(HttpSignatureFault.Components, () => Read(Parameters([OfReading[1]])));
        Refused(HttpSignatureFault.Components, () => Read(Parameters([])));
    }

    [Fact]
    public void Parts_of_the_address_may_be_covered_besides_and_nothing_else()
    {
        Read(Parameters([.. OfReading, new("@authority"), new("@path"), new("@query")])).Verify(SignedSample.PublicOf(_key));
        HttpRequestParts request = SignedSample.Reading().With("date", "today");
        Refused(HttpSignatureFault.Components, () => SignedRequest.Read(request.Signed(_key, Parameters([.. OfReading, new("date")])), Now));
    }

    [Theory]
    [InlineData("sig1=(\"@method\" \"@target-uri\" \"@method\")")] // twice
    [InlineData("sig1=(\"@method\" \"@target-uri\" \"@status\")")]
    [InlineData("sig1=(\"@method\" \"@target-uri\" \"@method\";req)")]
    [InlineData("sig1=(\"@method\";req \"@target-uri\")")]
    [InlineData("sig1=(\"@method\" \"@target-uri\" \"@query-param\";name=\"limit\")")]
    [InlineData("sig1=(\"@method\" \"@target-uri\" \"@query\";key=\"a\")")]
    [InlineData("sig1=(\"@method\" \"@target-uri\" \"@path\";bs)")]
    [InlineData("sig1=(\"@method\" \"@target-uri\" \"@path\";key=\"a\";req)")]
    [InlineData("sig1=(\"@method\" \"@target-uri\" token)")]
    public void Components_that_have_no_place_are_refused(string list)
    {
        HttpRequestParts signed = SignedRequest.Sign(SignedSample.Reading(), _key, "k", Now).Parts;
        string input = signed.Fields[HttpSignature.InputField];
        string changed = list + input[input.IndexOf(')', StringComparison.Ordinal)..][1..];
        Refused(HttpSignatureFault.Components, () => SignedRequest.Read(signed.With(HttpSignature.InputField, changed), Now));
    }

    [Theory]
    [InlineData(";created=1", HttpSignatureFault.Malformed)] // doubled
    [InlineData(";created=\"1\"", HttpSignatureFault.Malformed)]
    [InlineData(";unknown=1", HttpSignatureFault.Parameters)]
    public void Parameters_that_have_no_place_are_refused(string more, HttpSignatureFault fault)
    {
        HttpRequestParts signed = SignedRequest.Sign(SignedSample.Reading(), _key, "k", Now).Parts;
        Refused(fault, () => SignedRequest.Read(signed.With(HttpSignature.InputField, signed.Fields[HttpSignature.InputField] + more), Now));
    }

    [Theory]
    [InlineData(";created=")]
    [InlineData(";expires=")]
    [InlineData(";nonce=")]
    [InlineData(";keyid=")]
    [InlineData(";tag=")]
    public void Parameters_that_are_missing_are_refused(string name)
    {
        HttpRequestParts signed = SignedRequest.Sign(SignedSample.Reading(), _key, "k", Now).Parts;
        string[] parts = signed.Fields[HttpSignature.InputField].Split(';');
        string without = string.Join(';', parts.Where(part => !(";" + part).StartsWith(name, StringComparison.Ordinal)));
        Refused(HttpSignatureFault.Parameters, () => SignedRequest.Read(signed.With(HttpSignature.InputField, without), Now));
    }

    [Fact]
    public void Nonce_and_key_id_have_their_lengths()
    {
        foreach (int length in new[] { SignedRequest.MinimumNonceLength, SignedRequest.MaximumNonceLength })
        {
            Read(Parameters(nonce: new string('n', length)));
        }

        foreach (int length in new[] { SignedRequest.MinimumNonceLength - 1, SignedRequest.MaximumNonceLength + 1 })
        {
            Refused(HttpSignatureFault.Parameters, () => Read(Parameters(nonce: new string('n', length))));
        }

        Read(Parameters(keyId: new string('k', SignedRequest.MaximumKeyIdLength)));
        Refused(HttpSignatureFault.Parameters, () => Read(Parameters(keyId: new string('k', SignedRequest.MaximumKeyIdLength + 1))));
        Refused(HttpSignatureFault.Parameters, () => Read(Parameters(keyId: "")));
    }

    [Fact]
    public void Its_time_is_five_minutes_and_not_a_second_more()
    {
        Read(Parameters(expires: Now.AddSeconds(300)));
        Refused(HttpSignatureFault.Lifetime, () => Read(Parameters(expires: Now.AddSeconds(301))));
        Refused(HttpSignatureFault.Lifetime, () => Read(Parameters(expires: Now)));

        HttpRequestParts signed = SignedRequest.Sign(SignedSample.Reading(), _key, "k", Now).Parts;
        SignedRequest.Read(signed, Now.AddSeconds(299));
        Refused(HttpSignatureFault.Expired, () => SignedRequest.Read(signed, Now.AddSeconds(300)));
        SignedRequest.Read(signed, Now.AddSeconds(-60));
        Refused(HttpSignatureFault.Lifetime, () => SignedRequest.Read(signed, Now.AddSeconds(-61)));
    }

    [Fact]
    public void A_signature_for_something_else_is_none_for_a_request() =>
        Refused(HttpSignatureFault.Tag, () => Read(Parameters(tag: SignedAnswer.Tag)));

    [Fact]
    public void There_is_one_signature_under_one_label()
    {
        HttpRequestParts signed = SignedRequest.Sign(SignedSample.Reading(), _key, "k", Now).Parts;
        string input = signed.Fields[HttpSignature.InputField];
        string value = signed.Fields[HttpSignature.Field];
        Refused(HttpSignatureFault.NotOneSignature, () => SignedRequest.Read(signed.With(HttpSignature.Field, null), Now));
        Refused(HttpSignatureFault.NotOneSignature, () => SignedRequest.Read(signed.With(HttpSignature.InputField, null), Now));
        Refused(HttpSignatureFault.NotOneSignature, () => SignedRequest.Read(signed.With(HttpSignature.Field, "x" + value), Now));
        Refused(HttpSignatureFault.NotOneSignature, () => SignedRequest.Read(
            signed.With(HttpSignature.InputField, $"{input}, x{input}").With(HttpSignature.Field, $"{value}, x{value}"), Now));
        Refused(HttpSignatureFault.Malformed, () => SignedRequest.Read(signed.With(HttpSignature.Field, value + ";a"), Now));
        Refused(HttpSignatureFault.Malformed, () => SignedRequest.Read(signed.With(HttpSignature.Field, "sig1=1"), Now));
        Refused(HttpSignatureFault.Malformed, () => SignedRequest.Read(signed.With(HttpSignature.InputField, "sig1=1"), Now));
    }

    [Fact]
    public void The_content_is_that_of_the_digest()
    {
        SignedRequest writing = SignedRequest.Read(SignedRequest.Sign(SignedSample.Writing(), _key, "k", Now).Parts, Now);
        writing.CheckContent(SHA256.HashData(SignedSample.Content), SignedSample.Content.Length);
        Refused(HttpSignatureFault.Digest, () => writing.CheckContent(SHA256.HashData([]), 0));

        SignedRequest reading = SignedRequest.Read(SignedRequest.Sign(SignedSample.Reading(), _key, "k", Now).Parts, Now);
        reading.CheckContent(SHA256.HashData([]), 0);
        Refused(HttpSignatureFault.Digest, () => reading.CheckContent(SHA256.HashData("x"u8), 1));
    }

    private static void Refused(HttpSignatureFault fault, Action act) => Assert.Equal(fault, Assert.Throws<HttpSignatureException>(act).Fault);

    private static SignatureParameters Parameters(
        HttpComponent[]? components = null, DateTimeOffset? expires = null, string nonce = "0123456789abcdefghijklmn", string keyId = "k",
        string? algorithm = "ed25519", string tag = SignedRequest.Tag) =>
        SignatureParameters.Of(components ?? OfReading, Now, expires ?? Now.AddSeconds(60), nonce, keyId, algorithm, tag);

    private SignedRequest Read(SignatureParameters parameters) => SignedRequest.Read(SignedSample.Reading().Signed(_key, parameters), Now);
}
