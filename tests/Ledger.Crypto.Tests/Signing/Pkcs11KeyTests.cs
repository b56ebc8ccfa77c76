using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>Keys in SoftHSM, in this process and in another that is stopped and killed.</summary>
public sealed class Pkcs11KeyTests(SoftHsm hsm) : IClassFixture<SoftHsm>
{
    private static readonly byte[] Pin = System.Text.Encoding.ASCII.GetBytes(SoftHsm.Pin);

    [Fact]
    public void Many_threads_sign_over_few_sessions()
    {
        using Pkcs11Key key = Pkcs11Key.Open(hsm.NewKey("threads") with { Sessions = 3, TimeoutMilliseconds = 20_000 }, Pin);
        VerifyingKey verifier = new(SignatureAlgorithm.EcdsaP256Sha256, key.PublicKey.Span);
        Parallel.For(0, 64, i =>
        {
            byte[] message = [(byte)i, .. "licence"u8];
            Assert.True(verifier.Verify(message, key.Sign(message)));
        });
    }

    [Fact]
    public void A_key_is_found_by_label_by_id_or_by_both()
    {
        Pkcs11Settings settings = hsm.NewKey("found");
        foreach (Pkcs11Settings good in new[] { settings, settings with { Label = null, Id = "01" }, settings with { Id = "01" } })
        {
            Pkcs11Key.Open(good, Pin).Dispose();
        }

        Pkcs11Settings[] wrong =
        [
            settings with { Label = "other" },
            settings with { Id = "02" },
            settings with { Token = "other" },
            settings with { Module = "/usr/lib/absent.so" },
            settings with { Module = "/usr/lib/x86_64-linux-gnu/libc.so.6" },
            settings with { Algorithm = SignatureAlgorithm.Sm2Sm3, Mechanism = 0x80000001 }, // the key is on another curve
            settings with { Mechanism = 0x80000001 }, // SoftHSM has no such mechanism
        ];
        foreach (Pkcs11Settings bad in wrong)
        {
            Assert.ThrowsAny<CryptographicException>(() => Pkcs11Key.Open(bad, Pin).Dispose());
        }

        // Two keys of one label: nobody can say which one signs.
        hsm.ImportKey("found");
        Assert.ThrowsAny<CryptographicException>(() => Pkcs11Key.Open(settings, Pin).Dispose());
    }

    [Fact]
    public void A_wrong_PIN_is_tried_three_times_and_not_a_fourth()
    {
        Pkcs11Settings settings = hsm.NewKey("pins", SoftHsm.SpyModule);
        for (int i = 0; i < 5; i++)
        {
            CryptographicException error = Assert.ThrowsAny<CryptographicException>(() => Pkcs11Key.Open(settings, "654321"u8).Dispose());
            Assert.Contains(i < 3 ? "CKR_PIN_INCORRECT" : "not tried again", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(3, hsm.SpiedCalls.Count(line => line.EndsWith(": C_Login", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_deleted_key_signs_no_more_and_one_put_back_signs_again()
    {
        Pkcs11Settings settings = hsm.NewKey("deleted");
        using Pkcs11Key key = Pkcs11Key.Open(settings, Pin);
        key.Sign("licence"u8);
        hsm.DeleteKey("deleted");
        Assert.ThrowsAny<CryptographicException>(() => key.Sign("licence"u8));
        Assert.ThrowsAny<CryptographicException>(() => key.Sign("licence"u8));

        // Another key in its place makes signatures, but none by this key.
        hsm.ImportKey("deleted");
        Assert.Contains(
            "no signature by this key", Assert.ThrowsAny<CryptographicException>(() => key.Sign("licence"u8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_hangs_or_dies_costs_refusals_and_signs_when_it_is_back()
    {
        Pkcs11Settings settings = hsm.NewKey("remote", SoftHsm.RemoteModule);
        hsm.StartServer("remote");
        using Pkcs11Key key = Pkcs11Key.Open(settings with { TimeoutMilliseconds = 300 }, Pin);

        hsm.StopServer();
        Assert.Contains("did not answer", Refusal(key), StringComparison.Ordinal);
        Assert.Contains("has not answered", Refusal(key), StringComparison.Ordinal); // and does not wait for it
        hsm.ContinueServer();
        SignWithin(key, attempts: 100);

        hsm.KillServer();
        Refusal(key);
        Refusal(key);
        hsm.StartServer("remote");
        SignWithin(key, attempts: 100);
    }

    [Fact]
    public void What_SM2_signs_is_what_openssl_signs()
    {
        using TemporaryFolder folder = new();
        using Sm2PrivateKey key = Sm2PrivateKey.Generate();
        SigningKeyFile.Save(folder["key.pem"], key);
        File.WriteAllBytes(folder["e"], Sm2Digest.Of(key.PublicKey.Span, "licence"u8).Span);

        // Without -rawin openssl signs the 32 bytes as they are, as a module does.
        OpensslCommand.Run(folder, "pkeyutl -sign -inkey key.pem -in e -out signature");
        VerifyingKey verifier = new(SignatureAlgorithm.Sm2Sm3, key.PublicKey.Span);
        Assert.True(verifier.Verify("licence"u8, SignatureEncoding.FromDer(File.ReadAllBytes(folder["signature"]))));
    }

    [Fact]
    public void Settings_that_cannot_work_are_told()
    {
        Pkcs11Settings good = new() { Module = "/m.so", Token = "t", Label = "l", Algorithm = SignatureAlgorithm.EcdsaP256Sha256 };
        Assert.Null(good.Problem());
        Assert.Null((good with { Sessions = 64, TimeoutMilliseconds = 60_000, Token = new string('t', 32) }).Problem());
        Pkcs11Settings[] bad =
        [
            good with { Module = "m.so" },
            good with { Token = "" },
            good with { Token = new string('t', 33) },
            good with { Label = null },
            good with { Id = "0" },
            good with { Algorithm = SignatureAlgorithm.Ed25519 },
            good with { Algorithm = SignatureAlgorithm.Sm2Sm3 },
            good with { Mechanism = 0 },
            good with { Sessions = 0 },
            good with { Sessions = 65 },
            good with { TimeoutMilliseconds = 99 },
            good with { TimeoutMilliseconds = 60_001 },
        ];
        Assert.All(bad, settings => Assert.NotNull(settings.Problem()));
        Assert.Throws<ArgumentException>(() => Pkcs11Key.Open(bad[0], Pin));
    }

    private static string Refusal(Pkcs11Key key) => Assert.ThrowsAny<CryptographicException>(() => key.Sign("licence"u8)).Message;

    private static void SignWithin(Pkcs11Key key, int attempts)
    {
        for (; ; attempts--)
        {
            try
            {
                key.Sign("licence"u8);
                return;
            }
            catch (CryptographicException) when (attempts > 0)
            {
                Thread.Sleep(50);
            }
        }
    }
}
