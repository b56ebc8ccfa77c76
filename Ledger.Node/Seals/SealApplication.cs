using System.Text;
using Google.Protobuf;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Node.Parties;

namespace Ledger.Node.Seals;

/// <summary>What an authority applies for.</summary>
/// <param name="AuthorityName">Name of the authority, as the certificates are to have it: 1 to 64 visible characters.</param>
/// <param name="Name">Name of the seal, 1 to 100 visible characters; it stays in the log.</param>
/// <param name="Years">How long it is to be valid, 1 to 10 years.</param>
/// <param name="Picture">The picture that it shows, checked (<see cref="SealPictures"/>); null to have it drawn from the authority's name.</param>
internal sealed record SealApplication(string AuthorityName, string Name, int Years, ESealPicture? Picture = null)
{
    // RFC 5280, appendix A: ub-organization-name.
    private const int LongestAuthorityName = 64;

    /// <summary>SM3 of the picture, 32 bytes; empty without one.</summary>
    public ByteString PictureSm3 => Picture is null ? ByteString.Empty : ByteString.CopyFrom(Sm3.Hash(Picture.Data.Span).Span);

    /// <summary>Returns where it may be entered.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public void Require()
    {
        RequireName(Name, Seal.LongestName, "/name");
        RequireName(AuthorityName, LongestAuthorityName, "/authorityName");
        if (Years is < 1 or > Seal.MostYears)
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"有效年数应为 1 至 {Seal.MostYears}。", $"A seal is valid for 1 to {Seal.MostYears} years.", "/years");
        }
    }

    private static void RequireName(string name, int longest, string field)
    {
        if (VisibleText.Length(name) is 0
            || VisibleText.Length(name) > longest
            || !VisibleText.IsVisible(name)
            || VisibleText.HasOuterSpace(name)
            || !name.IsNormalized(NormalizationForm.FormC))
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"名称应为 1 至 {longest} 个可见字符。", $"The name has 1 to {longest} visible characters.", field);
        }
    }
}
