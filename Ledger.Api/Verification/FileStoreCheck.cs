using System.Security.Cryptography;
using Ledger.Api.Documents.Pdf;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>The security store, which no signature covers by itself: it says what the signatures' paths need, each in its place, and nothing else.</summary>
internal static class FileStoreCheck
{
    private const string Name = "file-store";

    /// <summary>The check.</summary>
    /// <param name="store">The store.</param>
    /// <param name="lists">Its revocation lists as read; fewer than it has where one is malformed.</param>
    /// <param name="needed">Of each signature the certificates on its path and its stamp's, in order.</param>
    /// <param name="incomplete">Whether a path does not lead to a trusted root, so that what it needs is not known.</param>
    public static Check Make(
        PdfSecurityStore store, IReadOnlyList<RevocationList> lists, IReadOnlyList<IReadOnlyList<Certificate>> needed, bool incomplete)
    {
        try
        {
            Certificate[] found = [.. store.Certificates.Select(der => Certificate.Parse(der))];
            List<Certificate> expected = [.. needed.SelectMany(path => path).Distinct()];
            bool own = found.SequenceEqual(expected) && lists.Count == store.RevocationLists.Count
                && PlacesOf(lists, expected).SequenceEqual(Enumerable.Range(0, lists.Count))
                && store.Validations.Zip(needed).All(pair =>
                    pair.First.Certificates.SequenceEqual(pair.Second.Distinct().Select(certificate => expected.IndexOf(certificate)))
                    && pair.First.RevocationLists.SequenceEqual(PlacesOf(lists, pair.Second.Distinct())));
            return (own, incomplete) switch
            {
                (true, _) => Check.Of(
                    Name, true, $"随附的 {found.Length} 份验证证书均为签名所需。", $"Each of the {found.Length} certificates that came with the signatures is one they need."),
                (_, true) => new(
                    Name, CheckResult.Unknown, "签名证书不指向受信任的根，无法核对随附的验证材料。",
                    "A signature leads to no trusted root, so what came with it cannot be compared."),
                _ => Check.Of(Name, false, "随附的验证材料夹带无关内容。", "Something came with the signatures that they do not need."),
            };
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return Check.Of(Name, false, "随附的验证材料编码错误。", $"What came with the signatures is malformed: {e.Message}");
        }
    }

    /// <summary>Which lists belong to certificates, in their order: of each the first that it issued.</summary>
    private static IEnumerable<int> PlacesOf(IReadOnlyList<RevocationList> lists, IEnumerable<Certificate> certificates) => certificates
        .Select(certificate => lists.Index().FirstOrDefault(list => list.Item.IsIssuedBy(certificate), (-1, null!)).Index)
        .Where(place => place >= 0);
}
