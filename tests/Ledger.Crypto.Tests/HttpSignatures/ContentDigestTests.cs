using Ledger.Crypto.HttpSignatures;

namespace Ledger.Crypto.Tests.HttpSignatures;

public sealed class ContentDigestTests
{
    // RFC 9530, B.1 and B.2: the content with its line feed, and none.
    [Theory]
    [InlineData("{\"hello\": \"world\"}\n", "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:")]
    [InlineData("", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:")]
    public void A_digest_is_the_one_that_the_standard_prints(string content, string field)
    {
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(content);
        Assert.Equal(field, ContentDigest.Of(bytes));
        Assert.Equal(field, ContentDigest.Write(ContentDigest.Parse(field)));
    }

    [Theory]
    [InlineData("sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:")]
    [InlineData("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:, sha-512=:AA==:")]
    [InlineData("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:;a")]
    [InlineData("sha-256=:AAEC:")]
    [InlineData("sha-256=1")]
    public void Another_digest_or_several_are_refused(string field) =>
        Assert.Equal(HttpSignatureFault.Digest, Assert.Throws<HttpSignatureException>(() => ContentDigest.Parse(field)).Fault);
}
