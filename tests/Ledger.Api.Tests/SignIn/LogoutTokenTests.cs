using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.SignIn;

namespace Ledger.Api.Tests.SignIn;

/// <summary>Which logout tokens are taken, and that every other is refused for its own reason.</summary>
public sealed class LogoutTokenTests : IDisposable
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly TokenMaker _provider = new();

    public void Dispose() => _provider.Dispose();

    /// <summary>Claims of a good one.</summary>
    internal static JsonObject Claims(string issuer, DateTimeOffset now) => new()
    {
        ["iss"] = issuer,
        ["aud"] = "ledger",
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(2).ToUnixTimeSeconds(),
        ["jti"] = Guid.NewGuid().ToString("N"),
        ["sub"] = "person-1",
        ["sid"] = "session-1",
        ["events"] = new JsonObject { [Event] = new JsonObject() },
    };

    [Theory]
    [InlineData("logout+jwt")]
    [InlineData("JWT")]
    [InlineData(null)]
    public void A_token_of_the_provider_is_taken_by_the_names_that_providers_give_it(string? type)
    {
        LogoutToken token = Accept(Signed(Good(), type));
        Assert.Equal(("person-1", "session-1", Now.AddMinutes(10)), (token.Subject, token.Session, token.GoodUntil));
    }

    [Theory]
    [InlineData("sub")]
    [InlineData("sid")]
    public void One_of_person_and_session_is_enough_and_none_is_not(string claim)
    {
        JsonObject claims = Good();
        claims.Remove(claim);
        LogoutToken token = Accept(Signed(claims));
        Assert.Null(claim == "sub" ? token.Subject : token.Session);
        claims.Remove(claim == "sub" ? "sid" : "sub");
        AssertRefused(IdTokenFault.Malformed, Signed(claims));
    }

    public static TheoryData<IdTokenFault, string, string> ChangedClaims => new()
    {
        { IdTokenFault.Issuer, "iss", "\"https://other.example\"" },
        { IdTokenFault.Audience, "aud", "\"another\"" },
        { IdTokenFault.Audience, "aud", "[\"ledger\",\"another\"]" },
        { IdTokenFault.Expired, "exp", $"{Now.AddSeconds(-60).ToUnixTimeSeconds()}" },
        { IdTokenFault.NotNow, "iat", $"{Now.AddSeconds(61).ToUnixTimeSeconds()}" },
        { IdTokenFault.NotNow, "iat", $"{Now.AddSeconds(-601).ToUnixTimeSeconds()}" },
        { IdTokenFault.Event, "events", "{}" },
        { IdTokenFault.Event, "events", "\"" + Event + "\"" },
        { IdTokenFault.Event, "events", "[\"" + Event + "\"]" },
        { IdTokenFault.Event, "events", "{\"" + Event + "\":true}" },
        { IdTokenFault.Nonce, "nonce", "\"any\"" },
        { IdTokenFault.Malformed, "jti", "\"\"" },
        { IdTokenFault.Malformed, "sub", "\"a b\"" },
        { IdTokenFault.Malformed, "sid", "7" },
    };

    [Theory]
    [MemberData(nameof(ChangedClaims))]
    public void A_token_that_says_something_else_is_refused(IdTokenFault fault, string claim, string value)
    {
        JsonObject claims = Good();
        claims[claim] = JsonNode.Parse(value);
        AssertRefused(fault, Signed(claims));
    }

    [Theory]
    [InlineData("iss", IdTokenFault.Malformed)]
    [InlineData("aud", IdTokenFault.Audience)]
    [InlineData("iat", IdTokenFault.Malformed)]
    [InlineData("exp", IdTokenFault.Malformed)]
    [InlineData("jti", IdTokenFault.Malformed)]
    [InlineData("events", IdTokenFault.Event)]
    public void A_token_without_a_claim_is_refused(string claim, IdTokenFault fault)
    {
        JsonObject claims = Good();
        claims.Remove(claim);
        AssertRefused(fault, Signed(claims));
    }

    [Fact]
    public void Another_kind_of_token_or_another_key_is_refused()
    {
        AssertRefused(IdTokenFault.Malformed, Signed(Good(), "at+jwt"));
        AssertRefused(IdTokenFault.Malformed, Signed(Good(), "dpop+jwt"));
        AssertRefused(IdTokenFault.Algorithm, _provider.Sign(Good().ToJsonString(), "none"));
        AssertRefused(IdTokenFault.Algorithm, _provider.Sign(Good().ToJsonString(), "HS256"));
        using TokenMaker forger = new();
        AssertRefused(IdTokenFault.Signature, forger.Sign(Good().ToJsonString()));

        // And no logout token is an id_token.
        Assert.Equal(IdTokenFault.Malformed, Assert.Throws<IdTokenException>(() => UnverifiedToken.Read(Signed(Good()), UnverifiedToken.IdTokenTypes)).Fault);
    }

    [Fact]
    public void Every_changed_character_is_refused()
    {
        string token = Signed(Good());
        for (int i = 0; i < token.Length; i++)
        {
            string changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Throws<IdTokenException>(() => Accept(changed));
        }
    }

    private static JsonObject Good() => Claims("https://id.example", Now);

    private string Signed(JsonObject claims, string? type = "logout+jwt") => _provider.Sign(
        claims.ToJsonString(), header: type is null ? """{"alg":"ES256","kid":"p256"}""" : $$"""{"alg":"ES256","kid":"p256","typ":"{{type}}"}""");

    private LogoutToken Accept(string text)
    {
        UnverifiedToken token = UnverifiedToken.Read(text, LogoutToken.Types);
        IReadOnlyList<ProviderKey> keys = [.. ProviderKey.ReadAll(Encoding.UTF8.GetBytes(_provider.KeySet))
            .Where(key => key.Verifies.Contains(token.Algorithm) && (token.KeyId is null || key.Id == token.KeyId))];
        return LogoutToken.Accept(token, keys, "https://id.example", "ledger", Now);
    }

    private void AssertRefused(IdTokenFault fault, string token) => Assert.Equal(fault, Assert.Throws<IdTokenException>(() => Accept(token)).Fault);
}
