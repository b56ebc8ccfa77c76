using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.SignIn;

namespace Ledger.Api.Tests.SignIn;

/// <summary>Which tokens are taken, and that every other is refused for its own reason.</summary>
public sealed class IdTokenTests : IDisposable
{
    private const string Access = "access-token-of-the-test";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly ExpectedToken Expected = new("https://id.example", "ledger", "the-nonce", Now.AddMinutes(-5), Now);

    private readonly TokenMaker _provider = new();

    public void Dispose() => _provider.Dispose();

    [Theory]
    [InlineData("ES256")]
    [InlineData("EdDSA")]
    [InlineData("Ed25519")]
    [InlineData("PS256")]
    [InlineData("RS256")]
    public void A_token_of_the_provider_is_taken(string algorithm)
    {
        byte[] access = Encoding.ASCII.GetBytes(Access);
        byte[] hash = algorithm.StartsWith("Ed", StringComparison.Ordinal) ? SHA512.HashData(access) : SHA256.HashData(access);
        JsonObject claims = Claims();
        claims["at_hash"] = TokenMaker.Url(hash.AsSpan(0, hash.Length / 2));
        IdToken token = Accept(_provider.Sign(claims.ToJsonString(), algorithm));
        Assert.Equal("person-1", token.Subject);
        Assert.Equal(Now.AddMinutes(-1), token.AuthenticatedAt);
    }

    public static TheoryData<IdTokenFault, string, string> ChangedClaims => new()
    {
        { IdTokenFault.Issuer, "iss", "\"https://id.example/\"" },
        { IdTokenFault.Issuer, "iss", "\"https://other.example\"" },
        { IdTokenFault.Audience, "aud", "\"another\"" },
        { IdTokenFault.Audience, "aud", "[\"ledger\",\"another\"]" },
        { IdTokenFault.Audience, "aud", "[]" },
        { IdTokenFault.Audience, "azp", "\"another\"" },
        { IdTokenFault.Expired, "exp", $"{Now.AddSeconds(-60).ToUnixTimeSeconds()}" },
        { IdTokenFault.Malformed, "exp", "null" },
        { IdTokenFault.Malformed, "exp", "1e300" },
        { IdTokenFault.Malformed, "exp", "\"1772352000\"" },
        { IdTokenFault.NotNow, "nbf", $"{Now.AddSeconds(61).ToUnixTimeSeconds()}" },
        { IdTokenFault.NotNow, "iat", $"{Now.AddSeconds(61).ToUnixTimeSeconds()}" },
        { IdTokenFault.NotNow, "iat", $"{Now.AddSeconds(-601).ToUnixTimeSeconds()}" },
        { IdTokenFault.Nonce, "nonce", "\"the-nonc\"" },
        { IdTokenFault.Nonce, "nonce", "\"another\"" },
        { IdTokenFault.AccessToken, "at_hash", "\"AAAAAAAAAAAAAAAAAAAAAA\"" },
        { IdTokenFault.AuthenticationTime, "auth_time", $"{Now.AddSeconds(-361).ToUnixTimeSeconds()}" },
        { IdTokenFault.AuthenticationTime, "auth_time", $"{Now.AddSeconds(61).ToUnixTimeSeconds()}" },
        { IdTokenFault.Malformed, "sub", "\"a b\"" },
        { IdTokenFault.Malformed, "sub", "7" },
        { IdTokenFault.Malformed, "sid", "\"a b\"" },
        { IdTokenFault.Malformed, "sub", "\"\\ud800\"" },
    };

    [Theory]
    [MemberData(nameof(ChangedClaims))]
    public void A_token_that_says_something_else_is_refused(IdTokenFault fault, string claim, string value)
    {
        JsonObject claims = Claims();
        claims[claim] = JsonValue.Create("@");
        AssertRefused(fault, _provider.Sign(claims.ToJsonString().Replace("\"@\"", value, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("iss", IdTokenFault.Malformed)]
    [InlineData("aud", IdTokenFault.Audience)]
    [InlineData("exp", IdTokenFault.Malformed)]
    [InlineData("iat", IdTokenFault.Malformed)]
    [InlineData("nonce", IdTokenFault.Nonce)]
    [InlineData("auth_time", IdTokenFault.AuthenticationTime)]
    [InlineData("sub", IdTokenFault.Malformed)]
    public void A_token_without_a_claim_is_refused(string claim, IdTokenFault fault)
    {
        JsonObject claims = Claims();
        claims.Remove(claim);
        AssertRefused(fault, _provider.Sign(claims.ToJsonString()));
    }

    [Fact]
    public void Within_the_leeway_a_token_is_taken_and_a_second_beyond_refused()
    {
        JsonObject claims = Claims();
        (claims["exp"], claims["nbf"], claims["iat"]) = (Seconds(-59), Seconds(60), Seconds(60));
        Accept(_provider.Sign(claims.ToJsonString()));
        (claims["auth_time"], claims["iat"]) = (Seconds(-360), Seconds(-600));
        Accept(_provider.Sign(claims.ToJsonString()));
    }

    [Fact]
    public void A_token_of_another_key_is_refused()
    {
        using TokenMaker forger = new();
        foreach (string algorithm in new[] { "ES256", "EdDSA", "PS256", "RS256" })
        {
            AssertRefused(IdTokenFault.Signature, forger.Sign(Claims().ToJsonString(), algorithm));
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("ES256K")]
    public void An_algorithm_that_is_not_listed_is_refused(string algorithm) =>
        AssertRefused(IdTokenFault.Algorithm, _provider.Sign(Claims().ToJsonString(), algorithm));

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"p256"}""", IdTokenFault.UnknownKey)] // a key is of its own kind, whatever the header says
    [InlineData("""{"alg":"ES256","kid":"shared"}""", IdTokenFault.UnknownKey)]
    [InlineData("""{"alg":"ES256","kid":"no-point"}""", IdTokenFault.UnknownKey)]
    [InlineData("""{"alg":"ES256","kid":"another"}""", IdTokenFault.UnknownKey)]
    [InlineData("""{"alg":"ES256","alg":"ES256"}""", IdTokenFault.Malformed)]
    [InlineData("""{"alg":"ES256","crit":["b64"],"b64":false}""", IdTokenFault.Malformed)]
    [InlineData("""{"alg":"ES256","typ":"at+jwt"}""", IdTokenFault.Malformed)]
    [InlineData("""["ES256"]""", IdTokenFault.Malformed)]
    [InlineData("""{}""", IdTokenFault.Malformed)]
    public void A_header_that_is_not_one_is_refused(string header, IdTokenFault fault) =>
        AssertRefused(fault, _provider.Sign(Claims().ToJsonString(), header: header));

    [Fact]
    public void A_claim_twice_is_refused_even_where_both_are_right()
    {
        string claims = Claims().ToJsonString();
        AssertRefused(IdTokenFault.Malformed, _provider.Sign(claims[..^1] + ",\"iss\":\"https://id.example\"}"));
        AssertRefused(IdTokenFault.Malformed, _provider.Sign(claims[..^1] + ",\"x\":{\"a\":1,\"a\":1}}"));
    }

    [Fact]
    public void The_longest_token_is_taken_and_one_longer_refused()
    {
        JsonObject claims = Claims();
        claims["filling"] = "";
        claims["filling"] = new string('x', (UnverifiedToken.MaximumLength - _provider.Sign(claims.ToJsonString()).Length) * 3 / 4);
        string longest = _provider.Sign(claims.ToJsonString());
        Assert.InRange(longest.Length, UnverifiedToken.MaximumLength - 4, UnverifiedToken.MaximumLength);
        Accept(longest);
        AssertRefused(IdTokenFault.TooLarge, longest + new string('A', UnverifiedToken.MaximumLength + 1 - longest.Length));
    }

    [Fact]
    public void Every_changed_character_is_refused()
    {
        string token = _provider.Sign(Claims().ToJsonString());
        for (int i = 0; i < token.Length; i++)
        {
            string changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Throws<IdTokenException>(() => Accept(changed));
        }

        foreach (string other in new[] { "", "..", token + ".", token + "=", token.Replace('.', '\n'), token[..^1], token + "A" })
        {
            Assert.Throws<IdTokenException>(() => Accept(other));
        }
    }

    private static JsonValue Seconds(int fromNow) => JsonValue.Create(Now.AddSeconds(fromNow).ToUnixTimeSeconds());

    private static JsonObject Claims() => new()
    {
        ["iss"] = "https://id.example",
        ["sub"] = "person-1",
        ["aud"] = "ledger",
        ["exp"] = Seconds(300),
        ["iat"] = Seconds(-1),
        ["nonce"] = "the-nonce",
        ["auth_time"] = Seconds(-60),
    };

    private IdToken Accept(string text)
    {
        UnverifiedToken token = UnverifiedToken.Read(text, UnverifiedToken.IdTokenTypes);
        IReadOnlyList<ProviderKey> keys = [.. ProviderKey.ReadAll(Encoding.UTF8.GetBytes(_provider.KeySet))
            .Where(key => key.Verifies.Contains(token.Algorithm) && (token.KeyId is null || key.Id == token.KeyId))];
        return IdToken.Accept(token, keys, Access, Expected);
    }

    private void AssertRefused(IdTokenFault fault, string token) => Assert.Equal(fault, Assert.Throws<IdTokenException>(() => Accept(token)).Fault);
}
