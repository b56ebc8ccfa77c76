using Ledger.Crypto.Certificates;
using Ledger.Node.Seals;

namespace Ledger.Node.Tests.Seals;

public sealed class SealingKeysTests : IDisposable
{
    private const string Code = "11310105MBDEM0015E";
    private const string OtherCode = "11310107MBDEM00236";

    private readonly TemporaryFolder _folder = new();
    private readonly TestSeals _seals = new();

    public void Dispose()
    {
        _seals.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Keys_that_belong_together_are_found_by_the_authority_s_code()
    {
        _seals.Write(_folder.Path, Code);
        _seals.Write(_folder.Path, OtherCode);
        using SealingKeys keys = SealingKeys.Load(_folder.Path);
        Assert.Equal([Code, OtherCode], keys.Authorities.Select(authority => authority.Code).Order(StringComparer.Ordinal));
        Assert.Equal(Code, keys.Of(Code).SealCertificate.SubjectCode);
        LedgerException refused = Assert.Throws<LedgerException>(() => keys.Of("11310113MBDEM0031N"));
        Assert.Equal(LedgerError.NotAllowed, refused.Error);
    }

    [Theory]
    [InlineData("seal.crt")]
    [InlineData("signing.crt")]
    public void Keys_of_a_revoked_certificate_are_certified_until_then(string file)
    {
        string own = _seals.Write(_folder.Path, Code);
        DateTimeOffset since = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        KnownRevocations revocations = _seals.Revoking(Certificate.ParsePem(File.ReadAllText(Path.Combine(own, file))), since);
        using SealingKeys keys = SealingKeys.Load(_folder.Path, passphrase: null, revocations);
        Assert.Single(keys.CertifiedOf(Code, since.AddSeconds(-1)));
        Assert.Empty(keys.CertifiedOf(Code, since));
        Assert.Single(keys.HeldOf(Code));
        DateTimeOffset last = keys.Of(Code).SigningCertificate.NotAfter;
        using SealingKeys free = SealingKeys.Load(_folder.Path);
        Assert.Single(free.CertifiedOf(Code, last));
        Assert.Empty(free.CertifiedOf(Code, last.AddSeconds(1)));
    }

    [Fact]
    public void A_node_without_authorities_has_no_keys()
    {
        using SealingKeys keys = SealingKeys.Load(_folder.Path);
        Assert.Empty(keys.Authorities);
    }

    [Theory]
    [InlineData("seal.key")]
    [InlineData("seal.crt")]
    [InlineData("signing.key")]
    [InlineData("signing.crt")]
    [InlineData("seal.esl")]
    public void A_file_of_another_authority_is_refused(string file)
    {
        string own = _seals.Write(_folder.Path, Code);
        string other = _seals.Write(_folder.Path, OtherCode);
        using (AuthorityKeys before = AuthorityKeys.Load(own))
        {
            Assert.Equal(Code, before.Code);
        }

        File.Copy(Path.Combine(other, file), Path.Combine(own, file), overwrite: true);
        Refuse(own);
    }

    [Theory]
    [InlineData("seal.crt")]
    [InlineData("signing.crt")]
    [InlineData("seal.esl")]
    [InlineData("seal.key")]
    public void A_new_set_of_the_same_authority_cannot_be_mixed_with_the_old(string file)
    {
        string own = _seals.Write(_folder.Path, Code);
        string renewed = _seals.Write(_folder["renewed"], Code);
        File.Copy(Path.Combine(renewed, file), Path.Combine(own, file), overwrite: true);
        Refuse(own);
    }

    [Fact]
    public void Another_seal_maker_s_certificate_is_refused()
    {
        using TestSeals others = new();
        string own = _seals.Write(_folder.Path, Code);
        string other = others.Write(_folder["other"], Code);
        File.Copy(Path.Combine(other, "seal-maker.crt"), Path.Combine(own, "seal-maker.crt"), overwrite: true);
        Refuse(own);
    }

    [Fact]
    public void A_folder_of_another_name_is_refused()
    {
        string own = _seals.Write(_folder.Path, Code);
        string renamed = Path.Combine(Path.GetDirectoryName(own)!, OtherCode);
        Directory.Move(own, renamed);
        Refuse(renamed);
        Assert.Throws<FormatException>(() => SealingKeys.Load(_folder.Path));
    }

    [Theory]
    [InlineData("seal.key")]
    [InlineData("seal.crt")]
    [InlineData("seal-maker.crt")]
    [InlineData("seal.esl")]
    public void A_file_that_is_missing_damaged_or_open_to_others_is_refused_in_one_way(string file)
    {
        string own = _seals.Write(_folder.Path, Code);
        string path = Path.Combine(own, file);
        byte[] content = File.ReadAllBytes(path);
        File.WriteAllBytes(path, content[..(content.Length / 2)]);
        Refuse(own);
        File.Delete(path);
        Refuse(own);
        if (file.EndsWith(".key", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, content);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Refuse(own);
        }
    }

    private static void Refuse(string folder)
    {
        FormatException error = Assert.Throws<FormatException>(() => AuthorityKeys.Load(folder));
        Assert.Contains(Path.GetFileName(folder), error.Message, StringComparison.Ordinal);
    }
}
