using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>Where a verifier's trust comes from: a trust folder, or a trust bundle, which is one file.</summary>
internal static class TrustSource
{
    /// <summary>Reads the policy of a folder or a bundle.</summary>
    /// <exception cref="FormatException">There is neither at this place, or it is malformed.</exception>
    public static TrustPolicy Load(string path)
    {
        if (!File.Exists(path))
        {
            return TrustFolder.Load(path);
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[int.Min((int)long.Min(file.Length, int.MaxValue), TrustBundle.MaximumBytes + 1)];
            file.ReadExactly(bytes);
            return TrustBundle.Parse(bytes).Policy;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }
}
