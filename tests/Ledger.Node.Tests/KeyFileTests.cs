using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Tests;

public sealed class KeyFileTests : IDisposable
{
    private const string Good = """
        {"module":"/usr/lib/absent.so","token":"t","label":"l","algorithm":"P-256","pin":"signing.pin"}
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_file_names_the_key_itself()
    {
        using P256PrivateKey key = P256PrivateKey.Generate();
        SigningKeyFile.Save(_folder["signing.key"], key);
        using SigningKey loaded = KeyFile.Load(_folder.Path, "signing", passphrase: null);
        Assert.Equal(key.PublicKey.ToArray(), loaded.PublicKey.ToArray());

        // A module beside it: nothing decides between them.
        File.WriteAllText(_folder["signing.p11"], Good);
        Assert.Throws<FormatException>(() => KeyFile.Load(_folder.Path, "signing", passphrase: null));
    }

    [Fact]
    public void A_module_that_is_missing_is_no_reason_to_take_another_key()
    {
        File.WriteAllText(_folder["signing.p11"], Good);
        Assert.ThrowsAny<IOException>(() => KeyFile.Load(_folder.Path, "signing", passphrase: null)); // no PIN
        PrivateFile.Create(_folder["signing.pin"], "123456\n"u8);
        CryptographicException error = Assert.ThrowsAny<CryptographicException>(() => KeyFile.Load(_folder.Path, "signing", passphrase: null));
        Assert.Contains("/usr/lib/absent.so", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("""{"module":"/m.so","token":"t","label":"l","algorithm":"RSA","pin":"p"}""")]
    [InlineData("""{"module":"m.so","token":"t","label":"l","algorithm":"P-256","pin":"p"}""")]
    [InlineData("""{"module":"/m.so","token":"t","label":"l","algorithm":"SM2","pin":"p"}""")]
    [InlineData("""{"module":"/m.so","token":"t","label":"l","algorithm":"P-256","pin":"-"}""")]
    [InlineData("""{"module":"/m.so","token":"t","label":"l","algorithm":"P-256","pin":"p","secret":"123456"}""")]
    public void Settings_of_a_module_are_read_strictly(string json)
    {
        File.WriteAllText(_folder["signing.p11"], json);
        Assert.Throws<FormatException>(() => KeyFile.Load(_folder.Path, "signing", passphrase: null));
    }

    public void Dispose() => _folder.Dispose();
}
