using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.HttpSignatures;

public sealed class SignedAnswerTests : IDisposable
{
    private const string NodeKey = "ledger.example/sh/answers";

    private static readonly byte[] Content = "{\"identifier\":\"1.2.156\"}"u8.ToArray();

    private readonly SigningKey _systemKey = SignedSample.NewKey(SignatureAlgorithm.EcdsaP256Sha256);

    private static DateTimeOffset Now => SignedSample.Now;

    public void Dispose() => _systemKey.Dispose();

    [Theory]
    [MemberData(nameof(SignedSample.Algorithms), MemberType = typeof(SignedSample))]
    public void An_answer_verifies_as_one_to_its_own_question_only(SignatureAlgorithm algorithm)
    {
        using SigningKey key = SignedSample.NewKey(algorithm);
        SignedRequest asked = Ask(SignedSample.Writing());
        HttpAnswerParts answer = Answer(asked, key);
        SignedAnswer.Verify(asked, answer, Content, SignedSample.PublicOf(key), NodeKey, Now);

        // The same question, asked again: another nonce, so another signature.
        Refused(HttpSignatureFault.Signature, () => SignedAnswer.Verify(
            Ask(SignedSample.Writing()), answer, Content, SignedSample.PublicOf(key), NodeKey, Now));
        using SigningKey other = SignedSample.NewKey(algorithm);
        Refused(HttpSignatureFault.Signature, () => SignedAnswer.Verify(asked, answer, Content, SignedSample.PublicOf(other), NodeKey, Now));
    }

    [Fact]
    public void Nothing_of_an_answer_can_be_changed()
    {
        using SigningKey key = SignedSample.NewKey(SignatureAlgorithm.Ed25519);
        SignedRequest asked = Ask(SignedSample.Reading());
        HttpAnswerParts answer = Answer(asked, key);
        VerifyingKey known = SignedSample.PublicOf(key);
        Refused(HttpSignatureFault.Signature, () => SignedAnswer.Verify(asked, answer with { Status = 404 }, Content, known, NodeKey, Now));
        Refused(HttpSignatureFault.Digest, () => SignedAnswer.Verify(asked, answer, [.. Content, 32], known, NodeKey, Now));
        Refused(HttpSignatureFault.Signature, () => SignedAnswer.Verify(asked, With(answer, "content-type", "text/html"), Content, known, NodeKey, Now));
        Refused(HttpSignatureFault.Components, () => SignedAnswer.Verify(asked, With(answer, "content-type", null), Content, known, NodeKey, Now));
        Refused(HttpSignatureFault.Digest, () => SignedAnswer.Verify(asked, With(answer, "content-digest", null), Content, known, NodeKey, Now));
        Refused(HttpSignatureFault.NotOneSignature, () => SignedAnswer.Verify(asked, With(answer, "signature", null), Content, known, NodeKey, Now));
        Refused(HttpSignatureFault.UnknownKey, () => SignedAnswer.Verify(asked, answer, Content, known, "another", Now));
        byte[] replaced = [.. Content, 32];
        Refused(HttpSignatureFault.Signature, () => SignedAnswer.Verify(
            asked, With(answer, "content-digest", ContentDigest.Of(replaced)), replaced, known, NodeKey, Now));
    }

    [Fact]
    public void An_answer_is_signed_when_it_is_given()
    {
        using SigningKey key = SignedSample.NewKey(SignatureAlgorithm.Ed25519);
        SignedRequest asked = Ask(SignedSample.Reading());
        HttpAnswerParts answer = Answer(asked, key);
        foreach (int seconds in new[] { -300, 300 })
        {
            SignedAnswer.Verify(asked, answer, Content, SignedSample.PublicOf(key), NodeKey, Now.AddSeconds(seconds));
            Refused(HttpSignatureFault.Lifetime, () => SignedAnswer.Verify(
                asked, answer, Content, SignedSample.PublicOf(key), NodeKey, Now.AddSeconds(seconds + int.Sign(seconds))));
        }
    }

    [Fact]
    public void What_a_request_was_signed_with_is_no_answer()
    {
        SignedRequest asked = Ask(SignedSample.Writing());
        Refused(HttpSignatureFault.Parameters, () => SignedAnswer.Verify(
            asked, new HttpAnswerParts(200, asked.Parts.Fields), SignedSample.Content, SignedSample.PublicOf(_systemKey), SignedSample.KeyId, Now));
    }

    private static void Refused(HttpSignatureFault fault, Action act) => Assert.Equal(fault, Assert.Throws<HttpSignatureException>(act).Fault);

    private static HttpAnswerParts With(HttpAnswerParts answer, string name, string? value)
    {
        Dictionary<string, string> fields = new(answer.Fields, StringComparer.Ordinal);
        fields.Remove(name);
        if (value is not null)
        {
            fields[name] = value;
        }

        return answer with { Fields = fields };
    }

    private static HttpAnswerParts Answer(SignedRequest asked, SigningKey key)
    {
        HttpAnswerParts answer = new(200, new Dictionary<string, string>
        {
            ["content-type"] = "application/json",
            [ContentDigest.Field] = ContentDigest.Of(Content),
        });
        HttpSignature signature = SignedAnswer.Sign(asked, answer, key, NodeKey, Now);
        return With(With(answer, HttpSignature.InputField, signature.InputText), HttpSignature.Field, signature.Text);
    }

    private SignedRequest Ask(HttpRequestParts request) =>
        SignedRequest.Read(SignedRequest.Sign(request, _systemKey, SignedSample.KeyId, Now).Parts, Now);
}
