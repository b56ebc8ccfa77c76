using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

public sealed class SignatureBatchTests
{
    // So many uses that SM2 keys are known, with one key of each scheme between, and every length of the last group.
    [Fact]
    public void Every_answer_is_the_one_the_key_gives()
    {
        SoftwareKey[] keys = [.. Enum.GetValues<SignatureAlgorithm>().SelectMany(each => new[] { SigningKeyTests.Generate(each), SigningKeyTests.Generate(each) })];
        VerifyingKey[] verifiers = [.. keys.Select(key => new VerifyingKey(key.Algorithm, key.PublicKey.Span))];
        Random random = new(20261126);
        for (int count = 0; count <= 60; count++)
        {
            SignatureClaim[] claims = [.. Enumerable.Range(0, count).Select(_ =>
            {
                int key = random.Next(keys.Length);
                byte[] message = new byte[random.Next(700)];
                byte[] signature = keys[key].Sign(message);
                signature[^1] ^= (byte)(random.Next(4) == 0 ? 1 : 0);
                return new SignatureClaim(verifiers[key], message, random.Next(20) == 0 ? signature.AsMemory(1) : signature);
            })];
            bool[] answers = new bool[count];
            SignatureBatch.Verify(claims, answers);
            Assert.Equal(claims.Select(claim => claim.Key.Verify(claim.Message.Span, claim.Signature.Span)), answers);
        }

        Array.ForEach(keys, key => key.Dispose());
    }

    [Fact]
    public void As_many_answers_as_claims_are_wanted() =>
        Assert.Throws<ArgumentException>(() => SignatureBatch.Verify(new SignatureClaim[2], new bool[1]));
}
