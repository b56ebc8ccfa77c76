using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

public sealed class SigningKeyFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [MemberData(nameof(SigningKeyTests.Algorithms), MemberType = typeof(SigningKeyTests))]
    public void A_saved_key_comes_back_and_only_the_owner_may_read_it(SignatureAlgorithm algorithm)
    {
        using SoftwareKey key = SigningKeyTests.Generate(algorithm);
        SigningKeyFile.Save(_folder["key.pem"], key);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder["key.pem"]));
        using SigningKey loaded = SigningKeyFile.Load(_folder["key.pem"]);
        Assert.Equal(algorithm, loaded.Algorithm);
        Assert.Equal(key.PublicKey.ToArray(), loaded.PublicKey.ToArray());
    }

    [Fact]
    public void A_key_is_never_overwritten()
    {
        using SoftwareKey key = Ed25519PrivateKey.Generate();
        SigningKeyFile.Save(_folder["key.pem"], key);
        byte[] before = File.ReadAllBytes(_folder["key.pem"]);
        Assert.Throws<IOException>(() => SigningKeyFile.Save(_folder["key.pem"], key));
        Assert.Equal(before, File.ReadAllBytes(_folder["key.pem"]));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_open_to_others_is_refused(UnixFileMode extra)
    {
        using SoftwareKey key = Sm2PrivateKey.Generate();
        SigningKeyFile.Save(_folder["key.pem"], key);
        File.SetUnixFileMode(_folder["key.pem"], OwnerOnly | extra);
        Assert.Throws<UnauthorizedAccessException>(() => SigningKeyFile.Load(_folder["key.pem"]));
    }

    [Theory]
    [InlineData("SM2", SignatureAlgorithm.Sm2Sm3)]
    [InlineData("EC -pkeyopt ec_paramgen_curve:SM2", SignatureAlgorithm.Sm2Sm3)]
    [InlineData("EC -pkeyopt ec_paramgen_curve:P-256", SignatureAlgorithm.EcdsaP256Sha256)]
    [InlineData("ED25519", SignatureAlgorithm.Ed25519)]
    public void A_key_made_by_openssl_is_read(string genpkey, SignatureAlgorithm algorithm)
    {
        OpensslCommand.Run(_folder, $"genpkey -algorithm {genpkey} -out key.pem");
        File.SetUnixFileMode(_folder["key.pem"], OwnerOnly);
        using SigningKey key = SigningKeyFile.Load(_folder["key.pem"]);
        Assert.Equal(algorithm, key.Algorithm);
        VerifyingKey verifier = new(algorithm, key.PublicKey.Span);
        Assert.True(verifier.Verify("licence"u8, key.Sign("licence"u8)));
    }

    [Theory]
    [InlineData("EC -pkeyopt ec_paramgen_curve:P-384")]
    [InlineData("RSA -pkeyopt rsa_keygen_bits:1024")]
    [InlineData("ED448")]
    [InlineData("ED25519 -aes256 -pass pass:secret")]
    public void A_key_of_another_kind_is_refused(string genpkey)
    {
        OpensslCommand.Run(_folder, $"genpkey -algorithm {genpkey} -out key.pem");
        File.SetUnixFileMode(_folder["key.pem"], OwnerOnly);
        Assert.Throws<CryptographicException>(() => SigningKeyFile.Load(_folder["key.pem"]));
    }

    [Fact]
    public void A_key_with_a_compressed_point_is_refused()
    {
        OpensslCommand.Run(_folder, "genpkey -algorithm SM2 -out key.pem");
        OpensslCommand.Run(_folder, "ec -in key.pem -conv_form compressed -out ec.pem");
        OpensslCommand.Run(_folder, "pkcs8 -topk8 -nocrypt -in ec.pem -out compressed.pem");
        File.SetUnixFileMode(_folder["compressed.pem"], OwnerOnly);
        Assert.Throws<CryptographicException>(() => SigningKeyFile.Load(_folder["compressed.pem"]));
    }

    [Fact]
    public void A_file_that_is_not_one_key_is_refused()
    {
        using SoftwareKey key = Ed25519PrivateKey.Generate();
        SigningKeyFile.Save(_folder["key.pem"], key);
        string pem = File.ReadAllText(_folder["key.pem"]);
        foreach (string content in new[] { "", "no key", pem + pem, pem[..^10], pem + new string('\n', 20_000) })
        {
            File.WriteAllText(_folder["key.pem"], content);
            Assert.Throws<CryptographicException>(() => SigningKeyFile.Load(_folder["key.pem"]));
        }
    }

    public void Dispose() => _folder.Dispose();
}
