using System.Security.Cryptography;
using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Parties;

public sealed class HolderSecretsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string SecretsFile => _folder["secrets"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Secrets_are_read_back_the_same()
    {
        using HolderSecrets made = HolderSecrets.Create(SecretsFile);
        using HolderSecrets read = HolderSecrets.Open(SecretsFile);
        Assert.Equal(made.Fingerprint(), read.Fingerprint());
        Assert.True(made.WrappingKey.SequenceEqual(read.WrappingKey));
        Assert.Equal(made.Lookup("001", "91310105MADEM0011P"), read.Lookup("001", "91310105MADEM0011P"));
    }

    [Fact]
    public void Only_the_owner_has_access_to_the_file()
    {
        HolderSecrets.Create(SecretsFile).Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SecretsFile));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_file_open_to_others_is_refused(UnixFileMode others)
    {
        HolderSecrets.Create(SecretsFile).Dispose();
        File.SetUnixFileMode(SecretsFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        Assert.Throws<UnauthorizedAccessException>(() => HolderSecrets.Open(SecretsFile));
    }

    [Fact]
    public void Secrets_are_never_overwritten()
    {
        HolderSecrets.Create(SecretsFile).Dispose();
        byte[] before = File.ReadAllBytes(SecretsFile);
        Assert.Throws<IOException>(() => HolderSecrets.Create(SecretsFile));
        Assert.Equal(before, File.ReadAllBytes(SecretsFile));
    }

    [Fact]
    public void A_file_that_is_absent_is_said_to_be() =>
        Assert.Throws<FileNotFoundException>(() => HolderSecrets.Open(SecretsFile));

    [Fact]
    public void A_damaged_file_is_refused_wherever_the_damage_is()
    {
        HolderSecrets.Create(SecretsFile).Dispose();
        byte[] whole = File.ReadAllBytes(SecretsFile);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 1;
            File.WriteAllBytes(SecretsFile, damaged);
            Assert.Throws<CryptographicException>(() => HolderSecrets.Open(SecretsFile));
        }

        File.WriteAllBytes(SecretsFile, whole[..^1]);
        Assert.Throws<CryptographicException>(() => HolderSecrets.Open(SecretsFile));
        File.WriteAllBytes(SecretsFile, [.. whole, 0]);
        Assert.Throws<CryptographicException>(() => HolderSecrets.Open(SecretsFile));
        File.WriteAllBytes(SecretsFile, whole);
        HolderSecrets.Open(SecretsFile).Dispose();
    }

    [Fact]
    public void A_lookup_differs_by_type_code_and_secrets()
    {
        using HolderSecrets ours = HolderSecrets.Create(SecretsFile);
        using HolderSecrets theirs = HolderSecrets.Create(_folder["others"]);
        Assert.NotEqual(ours.Lookup("414", "E12345678"), ours.Lookup("413", "E12345678"));
        Assert.NotEqual(ours.Lookup("414", "E12345678"), ours.Lookup("414", "E12345679"));
        Assert.NotEqual(ours.Lookup("414", "E12345678"), theirs.Lookup("414", "E12345678"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(35)]
    public void What_stands_for_several_together_is_what_stands_for_each(int count)
    {
        using HolderSecrets secrets = HolderSecrets.Create(SecretsFile);
        (string First, string Second)[] several = [.. Enumerable.Range(0, count).Select(i => ($"{i}", new string('证', i * 3)))];
        Assert.Equal(several.Select(one => secrets.Lookup(one.First, one.Second)), secrets.LookupEach(several));
        Assert.Equal(several.Select(one => secrets.NumberLookup(one.First, one.Second)), secrets.NumberLookupEach(several));
    }
}
