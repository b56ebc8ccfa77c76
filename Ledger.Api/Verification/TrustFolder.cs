using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;
using Ledger.Node;

namespace Ledger.Api.Verification;

/// <summary>
/// A trust folder: all that a stranger needs to verify. <c>policy.json</c> is what is read; the certificates lie beside it for other
/// people's tools.
/// </summary>
internal static class TrustFolder
{
    private const string PolicyFile = "policy.json";

    /// <summary>Reads the policy.</summary>
    /// <exception cref="FormatException">It is absent or malformed.</exception>
    public static TrustPolicy Load(string folder)
    {
        string path = Path.Combine(folder, PolicyFile);
        try
        {
            return TrustPolicy.Parse(File.ReadAllBytes(path)) with
            {
                RevocationLists = RevocationFolder.Load(folder),
                Issuers = IssuerFile.Load(folder),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Writes the policy, its roots and, where it has any, its issuers to a folder.</summary>
    public static void Save(string folder, TrustPolicy policy)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, PolicyFile), policy.ToBytes());
        if (policy.Issuers.Count > 0)
        {
            IssuerFile.Save(folder, policy.Issuers);
        }

        foreach (Certificate root in policy.Roots)
        {
            string name = root.PublicKey.Algorithm == Crypto.Signing.SignatureAlgorithm.Sm2Sm3 ? "sm2-root.crt" : "p256-root.crt";
            File.WriteAllText(Path.Combine(folder, name), root.ToPem());
        }
    }
}
