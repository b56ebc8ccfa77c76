using Ledger.Crypto.Signing;
using Ledger.Node.SignIn;

namespace Ledger.Node.Tests.SignIn;

/// <summary>By what a node shows providers that it is their client, and which settings of it cannot work.</summary>
public sealed class ClientKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_that_providers_know_are_opened_and_SM2_is_refused()
    {
        using (SigningKey p256 = P256PrivateKey.Generate(), ed25519 = Ed25519PrivateKey.Generate(), sm2 = Sm2PrivateKey.Generate())
        {
            SigningKeyFile.Save(_folder["p256.key"], p256);
            SigningKeyFile.Save(_folder["ed25519.key"], ed25519);
            SigningKeyFile.Save(_folder["sm2.key"], sm2);
        }

        using ClientKeys keys = ClientKeys.Open(Options("p256", "ed25519", null), _folder.Path, passphrase: null);
        Assert.Equal(SignatureAlgorithm.EcdsaP256Sha256, keys.Find("provider-0")!.Algorithm);
        Assert.Equal(SignatureAlgorithm.Ed25519, keys.Find("provider-1")!.Algorithm);
        Assert.Null(keys.Find("provider-2"));
        FormatException refused = Assert.Throws<FormatException>(() => ClientKeys.Open(Options("p256", "sm2"), _folder.Path, passphrase: null));
        Assert.Equal("signIn: clientKey of provider-1: P-256 or Ed25519.", refused.Message);
        Assert.ThrowsAny<IOException>(() => ClientKeys.Open(Options("absent"), _folder.Path, passphrase: null));
    }

    [Theory]
    [InlineData("people.secret", null, true)]
    [InlineData(null, "client", true)]
    [InlineData("people.secret", "client", false)]
    [InlineData(null, null, false)]
    [InlineData("", "", false)]
    [InlineData(null, "../client", false)]
    [InlineData(null, "client.key", false)]
    [InlineData(null, "abcdefghijklmnopqrstuvwxyz0123456", false)]
    public void A_provider_is_shown_a_secret_or_a_key(string? secret, string? key, bool isRight) => Assert.Equal(
        isRight, new SignInOptions { Providers = [Provider("people") with { ClientSecretFile = secret, ClientKey = key }] }.Problem() is null);

    private static SignInOptions Options(params string?[] keys) => new()
    {
        Providers = [.. keys.Select((key, place) => Provider($"provider-{place}") with { ClientKey = key, ClientSecretFile = key is null ? "secret" : null })],
    };

    private static IdentityProviderOptions Provider(string name) => new()
    {
        Name = name,
        Issuer = "https://id.example",
        ClientId = "ledger",
        Holders = [new HolderClaim { Claim = "code", CodeType = "111" }],
    };
}
