using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>
/// <c>issuers.pem</c> of a trust folder: certificates of issuers, for presentations that have no room for theirs. None is trusted by being
/// there: each must lead to a root of the policy.
/// </summary>
internal static class IssuerFile
{
    private const string Name = "issuers.pem";
    private const string End = "-----END CERTIFICATE-----";
    private const int LongestFile = 16 << 20;

    /// <summary>The certificates of a trust folder; none where it has no such file.</summary>
    /// <exception cref="FormatException">The file is malformed or too long.</exception>
    public static IReadOnlyList<Certificate> Load(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            if (new FileInfo(path).Length > LongestFile)
            {
                throw new FormatException("The file is too long.");
            }

            string[] parts = File.ReadAllText(path).Split(End, StringSplitOptions.TrimEntries);
            return parts.Length - 1 <= TrustPolicy.MaximumIssuers && parts[^1].Length == 0
                ? [.. parts[..^1].Select(part => Certificate.ParsePem($"{part}\n{End}\n"))]
                : throw new FormatException($"The file has at most {TrustPolicy.MaximumIssuers} certificates and nothing else.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Writes the certificates to a trust folder.</summary>
    public static void Save(string folder, IEnumerable<Certificate> certificates) =>
        File.WriteAllText(Path.Combine(folder, Name), string.Concat(certificates.Select(certificate => certificate.ToPem())));
}
