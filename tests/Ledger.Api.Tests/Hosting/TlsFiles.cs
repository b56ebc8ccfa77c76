using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Api.Tests.Documents;

namespace Ledger.Api.Tests.Hosting;

/// <summary>Certificates for TLS as an operator makes them, with openssl.</summary>
internal static class TlsFiles
{
    /// <summary>Writes a certificate of this machine that its own key signed, and the key.</summary>
    /// <param name="certificate">File of the certificate.</param>
    /// <param name="key">File of the key.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">openssl's name of the kind of key, with its size or curve.</param>
    /// <returns>SHA-256 of the certificate, in hexadecimal.</returns>
    public static string Make(string certificate, string key, string name = "localhost", params string[] kind)
    {
        Tool.Run(
            "openssl", "openssl",
            [
                "req", "-x509", "-nodes", "-days", "2", "-subj", $"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
                .. kind.Length > 0 ? kind : ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
            ]);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using X509Certificate2 made = X509Certificate2.CreateFromPem(File.ReadAllText(certificate));
        return made.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
