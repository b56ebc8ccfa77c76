using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Node;
using Ledger.Node.Security;

namespace Ledger.Api.Hosting;

/// <summary>Whether a node that asks other provinces has a certificate and key by which it can show itself to them in TLS.</summary>
internal static class ClientKeyCheck
{
    /// <summary>What is wrong; nothing for a node that asks nobody.</summary>
    public static IEnumerable<ConfigurationFinding> Of(NodeOptions options)
    {
        if (options.Provinces.Count == 0)
        {
            return [];
        }

        string certificate = Path.Combine(options.KeyFolder, ServerCertificate.CertificateFile);
        string key = Path.Combine(options.KeyFolder, ServerCertificate.KeyFile);
        string? missing = ((string[])[certificate, key]).FirstOrDefault(path => !File.Exists(path));
        return missing is not null ? [new(ConfigurationFault.NoClientKey, $"{missing}.")]
            : IsUsable(certificate) ? []
            : [new(ConfigurationFault.ClientKeyUnusable, $"{certificate}.")];
    }

    private static bool IsUsable(string path)
    {
        try
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(path));
            using RSA? rsa = certificate.GetRSAPublicKey();
            using ECDsa? curve = certificate.GetECDsaPublicKey();
            return rsa is not null || curve?.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
