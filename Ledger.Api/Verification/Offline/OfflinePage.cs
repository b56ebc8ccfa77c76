using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification.Offline;

/// <summary>
/// The page that verifies without a network, as one HTML file: style, script and, where there is one, a trust bundle are in it. Its
/// content security policy lets it run its own script and talk to nobody.
/// </summary>
internal static class OfflinePage
{
    /// <summary>The file's bytes: UTF-8, the same for the same bundle.</summary>
    /// <param name="trust">What the page trusts until its user chooses another bundle; null for nothing.</param>
    public static byte[] Write(TrustBundle? trust)
    {
        string style = OfflineFiles.Read("page.css");
        string script = OfflineScript.Whole;
        string policy = $"default-src 'none'; script-src {HashOf(script)}; style-src {HashOf(style)}; worker-src blob:; img-src data:; "
            + "base-uri 'none'; form-action 'none'";
        return Encoding.UTF8.GetBytes(OfflineFiles.Read("page.html")
            .Replace("{{policy}}", policy, StringComparison.Ordinal)
            .Replace("{{style}}", style, StringComparison.Ordinal)
            .Replace("{{trust}}", trust is null ? "" : Convert.ToBase64String(trust.ToBytes()), StringComparison.Ordinal)
            .Replace("{{script}}", script, StringComparison.Ordinal));
    }

    // Content Security Policy Level 3, 6.7.2.4: the hash of what stands between the tags.
    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
