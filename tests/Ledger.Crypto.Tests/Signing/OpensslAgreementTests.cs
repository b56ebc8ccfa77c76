using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>The openssl command line verifies what the ledger signs, and the other way round.</summary>
public sealed class OpensslAgreementTests : IDisposable
{
    private const string Sm2Options = "-rawin -digest sm3 -pkeyopt distid:1234567812345678";

    private readonly TemporaryFolder _folder = new();

    public OpensslAgreementTests() => File.WriteAllText(_folder["message"], "electronic licence");

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3, Sm2Options)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256, "-rawin -digest sha256")]
    [InlineData(SignatureAlgorithm.Ed25519, "-rawin")]
    public void Both_verify_the_other(SignatureAlgorithm algorithm, string options)
    {
        using SoftwareKey key = SigningKeyTests.Generate(algorithm);
        WriteKeys(key);
        bool isDer = algorithm != SignatureAlgorithm.Ed25519;
        byte[] message = File.ReadAllBytes(_folder["message"]);

        byte[] ours = key.Sign(message);
        File.WriteAllBytes(_folder["ours"], isDer ? SignatureEncoding.ToDer(ours) : ours);
        OpensslCommand.Run(_folder, $"pkeyutl -verify -pubin -inkey public.pem {options} -in message -sigfile ours");

        OpensslCommand.Run(_folder, $"pkeyutl -sign -inkey key.pem {options} -in message -out theirs");
        byte[] theirs = File.ReadAllBytes(_folder["theirs"]);
        VerifyingKey verifier = new(algorithm, key.PublicKey.Span);
        Assert.True(verifier.Verify(message, isDer ? SignatureEncoding.FromDer(theirs) : theirs));
    }

    [Fact]
    public void The_dgst_command_agrees_on_SM2_with_the_user_id_and_not_without()
    {
        using Sm2PrivateKey key = Sm2PrivateKey.Generate();
        WriteKeys(key);
        File.WriteAllBytes(_folder["ours"], SignatureEncoding.ToDer(key.Sign(File.ReadAllBytes(_folder["message"]))));
        const string Verify = "dgst -sm3 -verify public.pem -signature ours";
        OpensslCommand.Run(_folder, $"{Verify} -sigopt distid:1234567812345678 message");
        Assert.NotEqual(0, OpensslCommand.TryRun(_folder, $"{Verify} message").ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private void WriteKeys(SoftwareKey key)
    {
        SigningKeyFile.Save(_folder["key.pem"], key);
        byte[] info = KeyEncoding.PublicKeyInfo(key.Algorithm, key.PublicKey.Span);
        File.WriteAllText(_folder["public.pem"], PemEncoding.WriteString("PUBLIC KEY", info));
    }
}
