using System.Text;
using Ledger.Crypto.Certificates;

namespace Ledger.Node;

/// <summary>The revocation lists of a trust folder: the files <c>*.crl</c> in its folder <c>revocation</c>, DER or PEM.</summary>
internal static class RevocationFolder
{
    private const string Name = "revocation";

    /// <summary>Reads all of them, in the order of their names; none where there is no such folder.</summary>
    /// <param name="trustFolder">The trust folder.</param>
    /// <exception cref="FormatException">One is malformed or too long, or there are more than <see cref="CertificateRevocation.MaxLists"/>.</exception>
    public static IReadOnlyList<RevocationList> Load(string trustFolder)
    {
        string folder = Path.Combine(trustFolder, Name);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.crl") : [];
        return files.Length <= CertificateRevocation.MaxLists
            ? [.. files.Order(StringComparer.Ordinal).Select(Read)]
            : throw new FormatException($"{folder} has more than {CertificateRevocation.MaxLists} revocation lists.");
    }

    private static RevocationList Read(string path)
    {
        try
        {
            // A list in PEM is a third longer than its DER.
            byte[] content = new FileInfo(path).Length <= 2L * RevocationList.MaxLength ? File.ReadAllBytes(path) : throw new FormatException("It is too long.");
            return content.AsSpan().StartsWith("-----BEGIN"u8) ? RevocationList.ParsePem(Encoding.ASCII.GetString(content)) : RevocationList.Parse(content);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }
}
