using System.Security.Cryptography;
using Ledger.Crypto.Signing;
using Ledger.Node.Security;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Api.Tests.Hosting;

/// <summary>The files with which a node speaks TLS.</summary>
public sealed class ServerCertificateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_of_both_kinds_in_the_clear_and_encrypted_are_read()
    {
        string certificate = Make();
        Assert.Equal(certificate, Open());

        using KeyPassphrase passphrase = KeyPassphrase.FromFirstLine("a passphrase of the operator's"u8);
        Assert.True(SigningKeyFile.Encrypt(_folder[ServerCertificate.KeyFile], passphrase));
        Assert.Equal(certificate, Open(passphrase));
        Assert.Throws<CryptographicException>(() => Open());

        File.Delete(_folder[ServerCertificate.KeyFile]);
        Assert.Equal(Make("-newkey", "rsa:2048"), Open());
    }

    [Fact]
    public void Whatever_does_not_belong_together_is_refused()
    {
        Assert.Throws<FileNotFoundException>(() => Open());
        Make();
        File.SetUnixFileMode(_folder[ServerCertificate.KeyFile], UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Throws<UnauthorizedAccessException>(() => Open());

        string other = _folder["other.crt"];
        Make();
        TlsFiles.Make(other, _folder["other.key"]);
        File.Copy(other, _folder[ServerCertificate.CertificateFile], overwrite: true);
        Assert.Throws<CryptographicException>(() => Open());
        File.WriteAllText(_folder[ServerCertificate.CertificateFile], "no certificate");
        Assert.Throws<CryptographicException>(() => Open());
    }

    [Fact]
    public void A_new_pair_is_taken_up_within_a_minute_and_half_of_one_is_not()
    {
        string first = Make();
        using ServerCertificate certificate = ServerCertificate.Open(_folder.Path, null, _clock, NullLogger.Instance);
        TlsFiles.Make(_folder["next.crt"], _folder["next.key"]);
        Put("next.crt", ServerCertificate.CertificateFile);
        _clock.Now += TimeSpan.FromSeconds(61);
        Assert.Equal(first, HashOf(certificate));

        Put("next.key", ServerCertificate.KeyFile);
        Assert.Equal(first, HashOf(certificate)); // the minute is not over
        _clock.Now += TimeSpan.FromSeconds(61);
        Assert.NotEqual(first, HashOf(certificate));
    }

    private string Make(params string[] kind) => TlsFiles.Make(_folder[ServerCertificate.CertificateFile], _folder[ServerCertificate.KeyFile], "localhost", kind);

    private void Put(string file, string place)
    {
        File.Move(_folder[file], _folder[place], overwrite: true);
        File.SetLastWriteTimeUtc(_folder[place], _clock.Now.UtcDateTime);
    }

    private string Open(KeyPassphrase? passphrase = null)
    {
        using ServerCertificate certificate = ServerCertificate.Open(_folder.Path, passphrase, _clock, NullLogger.Instance);
        return HashOf(certificate);
    }

    private static string HashOf(ServerCertificate certificate) => certificate.Current().TargetCertificate.GetCertHashString(HashAlgorithmName.SHA256);
}
