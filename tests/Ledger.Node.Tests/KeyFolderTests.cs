using System.Security.Cryptography;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Parties;
using Ledger.Node.Seals;
using Ledger.Node.Tests.Seals;

namespace Ledger.Node.Tests;

public sealed class KeyFolderTests : IDisposable
{
    private const string Authority = "11310105MBDEM0015E";

    private readonly TemporaryFolder _folder = new();
    private readonly KeyPassphrase _passphrase = KeyPassphrase.FromFirstLine("one passphrase for the folder"u8);

    public KeyFolderTests()
    {
        using TestSeals seals = new();
        seals.Write(_folder["keys"], Authority);
        using Ed25519PrivateKey log = Ed25519PrivateKey.Generate();
        SigningKeyFile.Save(_folder["keys/log-ed25519.key"], log);
        using Secp256k1Key account = Secp256k1Key.Generate();
        AnchorKeyFile.Save(_folder["keys/anchor.key"], account);
        HolderSecrets.Create(_folder["keys/holder-secrets"]).Dispose();
        PrivateFile.Create(_folder["keys/department.key"], "a bearer key, which is no private key\n"u8);
    }

    [Fact]
    public void All_secrets_of_a_folder_are_encrypted_and_still_the_same()
    {
        byte[] account;
        using (Secp256k1Key before = AnchorKeyFile.Load(_folder["keys/anchor.key"]))
        {
            account = before.Address;
        }

        Assert.Equal(5, KeyFolder.CountUnencrypted(_folder["keys"]));
        Assert.Equal((5, 0), KeyFolder.Encrypt(_folder["keys"], _passphrase));
        Assert.Equal(0, KeyFolder.CountUnencrypted(_folder["keys"]));
        Assert.Equal((0, 5), KeyFolder.Encrypt(_folder["keys"], _passphrase));
        Assert.StartsWith("a bearer key", File.ReadAllText(_folder["keys/department.key"]), StringComparison.Ordinal);

        using SealingKeys keys = SealingKeys.Load(_folder["keys"], _passphrase);
        Assert.Equal(Authority, Assert.Single(keys.Authorities).Code);
        using Secp256k1Key after = AnchorKeyFile.Load(_folder["keys/anchor.key"], _passphrase);
        Assert.Equal(account, after.Address);
        HolderSecrets.Open(_folder["keys/holder-secrets"], _passphrase).Dispose();
        Assert.Throws<CryptographicException>(() => HolderSecrets.Open(_folder["keys/holder-secrets"]));
        Assert.Throws<CryptographicException>(() => AnchorKeyFile.Load(_folder["keys/anchor.key"]));
        Assert.Throws<FormatException>(() => SealingKeys.Load(_folder["keys"]));
    }

    [Fact]
    public void What_a_crash_left_is_finished_by_the_next_run()
    {
        // The state after a crash half-way: one file is done, of the next the new one is written and not yet renamed.
        SigningKeyFile.Encrypt(_folder[$"keys/authorities/{Authority}/seal.key"], _passphrase);
        File.WriteAllBytes(_folder["keys/log-ed25519.key.new"], [1, 2, 3]);
        Assert.Equal((4, 1), KeyFolder.Encrypt(_folder["keys"], _passphrase));
        SigningKeyFile.Load(_folder["keys/log-ed25519.key"], _passphrase).Dispose();
    }

    [Fact]
    public void Another_passphrase_stops_it_and_harms_nothing()
    {
        KeyFolder.Encrypt(_folder["keys"], _passphrase);
        byte[] before = File.ReadAllBytes(_folder["keys/anchor.key"]);
        using KeyPassphrase other = KeyPassphrase.FromFirstLine("another passphrase"u8);
        Assert.ThrowsAny<CryptographicException>(() => KeyFolder.Encrypt(_folder["keys"], other));
        Assert.Equal(before, File.ReadAllBytes(_folder["keys/anchor.key"]));
    }

    [Fact]
    public void The_passphrase_comes_from_a_private_file_or_a_credential()
    {
        PrivateFile.Create(_folder["pass"], "one passphrase for the folder\n"u8);
        KeyFolder.Encrypt(_folder["keys"], _passphrase);
        using (KeyPassphrase file = KeyPassphraseSource.Open("pass", _folder.Path))
        {
            SigningKeyFile.Load(_folder["keys/log-ed25519.key"], file).Dispose();
        }

        string? before = Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY");
        try
        {
            Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", _folder.Path);
            using KeyPassphrase credential = KeyPassphraseSource.Open("credential:pass", "/nowhere");
            SigningKeyFile.Load(_folder["keys/log-ed25519.key"], credential).Dispose();
            Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", null);
            Assert.Throws<FormatException>(() => KeyPassphraseSource.Open("credential:pass", "/nowhere"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", before);
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("-", true)]
    [InlineData("../passphrase", true)]
    [InlineData("credential:ledger-passphrase", true)]
    [InlineData("credential:", false)]
    [InlineData("credential:..", false)]
    [InlineData("credential:../etc/passwd", false)]
    public void Only_names_of_sources_are_settings(string setting, bool isGood) =>
        Assert.Equal(isGood, KeyPassphraseSource.Problem(setting) is null);

    public void Dispose()
    {
        _passphrase.Dispose();
        _folder.Dispose();
    }
}
