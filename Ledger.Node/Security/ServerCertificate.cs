using System.Buffers;
using System.Buffers.Text;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Crypto.Signing;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Security;

/// <summary>
/// The certificate with which a node speaks TLS itself: <c>tls.crt</c> among its keys, PEM, its own first and those that lead to a root behind it, and
/// <c>tls.key</c>, PKCS#8 like every other key. Files that are put in their place later are taken up within a minute, without a new start.
/// </summary>
internal sealed partial class ServerCertificate : IDisposable
{
    /// <summary>File of the certificate and those above it.</summary>
    public const string CertificateFile = "tls.crt";

    /// <summary>File of its key.</summary>
    public const string KeyFile = "tls.key";

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly KeyPassphrase? _passphrase;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _turn = new();
    private SslStreamCertificateContext _context;
    private (DateTime Certificate, DateTime Key) _written;
    private DateTimeOffset _looked;

    private ServerCertificate(string folder, KeyPassphrase? passphrase, TimeProvider time, ILogger logger)
    {
        (_folder, _passphrase, _time, _logger) = (folder, passphrase, time, logger);
        (_written, _looked) = (Written(), time.GetUtcNow());
        _context = Load();
    }

    /// <summary>Until when the certificate in use is valid.</summary>
    public DateTimeOffset NotAfter
    {
        get
        {
            lock (_turn)
            {
                return new DateTimeOffset(_context.TargetCertificate.NotAfter.ToUniversalTime());
            }
        }
    }

    /// <summary>Reads both files.</summary>
    /// <param name="folder">The node's key folder.</param>
    /// <param name="passphrase">Of the key; null where it is not encrypted. Stays the caller's.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="logger">Told of a file that cannot be taken up later.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than its owner have access to the key.</exception>
    /// <exception cref="CryptographicException">A file is malformed, or the key is another certificate's.</exception>
    public static ServerCertificate Open(string folder, KeyPassphrase? passphrase, TimeProvider time, ILogger logger) => new(folder, passphrase, time, logger);

    /// <summary>Whether a folder has such a certificate.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, CertificateFile));

    /// <summary>What a handshake uses now; files that changed are read again, at most once a minute, and kept out where they are no good.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (_turn)
        {
            if (_time.GetUtcNow() - _looked >= Look)
            {
                _looked = _time.GetUtcNow();
                TakeUp();
            }

            return _context;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _context.TargetCertificate.Dispose();

    private void TakeUp()
    {
        try
        {
            (DateTime, DateTime) written = Written();
            if (written != _written)
            {
                _context = Load(); // the one before may still be in a handshake; the collector takes it
                _written = written;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            LogKeptOut(_logger, e.Message);
        }
    }

    // An absent file has a time, too: of 1601.
    private (DateTime Certificate, DateTime Key) Written() =>
        (File.GetLastWriteTimeUtc(Path.Combine(_folder, CertificateFile)), File.GetLastWriteTimeUtc(Path.Combine(_folder, KeyFile)));

    private SslStreamCertificateContext Load()
    {
        string path = Path.Combine(_folder, CertificateFile);
        X509Certificate2Collection chain = [];
        chain.ImportFromPem(File.ReadAllText(path));
        if (chain.Count == 0)
        {
            throw new CryptographicException($"{path} holds no certificate.");
        }

        string keyPath = Path.Combine(_folder, KeyFile);
        byte[] file = SecretFile.Read(keyPath, SigningKeyFile.Label, _passphrase, out bool wasEncrypted);
        byte[] der = file;
        try
        {
            der = wasEncrypted ? file : FromPem(file);
            X509Certificate2 own = chain[0];
            chain.RemoveAt(0);
            return SslStreamCertificateContext.Create(WithKey(own, der), chain, offline: true);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new CryptographicException($"{keyPath}: {e.Message}", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(file);
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static byte[] FromPem(ReadOnlySpan<byte> pem)
    {
        PemFields found = PemEncoding.FindUtf8(pem);
        byte[] der = new byte[found.DecodedDataLength];
        return pem[found.Label].SequenceEqual("PRIVATE KEY"u8) && Base64.DecodeFromUtf8(pem[found.Base64Data], der, out _, out _) == OperationStatus.Done
            ? der
            : throw new CryptographicException("It is no PEM of a private key (PKCS#8).");
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate, ReadOnlySpan<byte> pkcs8)
    {
        using ECDsa? ofCurve = certificate.GetECDsaPublicKey();
        if (ofCurve is not null)
        {
            using ECDsa key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return certificate.CopyWithPrivateKey(key);
        }

        using RSA rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return certificate.CopyWithPrivateKey(rsa);
    }

    [LoggerMessage(LogLevel.Warning, "The changed TLS certificate or key was not taken up: {Reason}")]
    private static partial void LogKeptOut(ILogger logger, string reason);
}
