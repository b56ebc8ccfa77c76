using Ledger.Node.Parties;

namespace Ledger.Node.Catalogue;

/// <summary>政务服务事项: one edition of what people apply for, and the licences and materials it needs; never changes.</summary>
/// <param name="Code">实施编码, 31 characters.</param>
/// <param name="Edition">Counts the changes of this definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="English">The name in English.</param>
/// <param name="AuthorityName">Name of the authority that implements it.</param>
/// <param name="Needs">The licences and materials it needs; null for none.</param>
/// <param name="Identity">Whether the applicant's identity document is looked at; no ledger keeps that one.</param>
/// <param name="Note">What a person has to know beside it, at most 256 characters; null for nothing.</param>
/// <param name="LegalBasis">The provision by which its authority reads what it needs without a consent (依职能用证), at most 256 characters; null for none.</param>
internal sealed record ServiceItem(
    string Code,
    int Edition,
    string Name,
    string English,
    string AuthorityName,
    IReadOnlyList<ItemNeed>? Needs = null,
    bool Identity = false,
    string? Note = null,
    string? LegalBasis = null)
{
    /// <summary>Code of the authority that implements it.</summary>
    public string Authority => Code[..UnifiedSocialCreditCode.Length];

    /// <summary>Division code of that authority's province.</summary>
    public string Province => ProvinceCode.OfAuthority(Authority);

    /// <summary>Whether a type of licences or materials is among what it needs.</summary>
    public bool NeedsAny(string code) => Needs?.Any(need => need.AnyOf.Contains(code, StringComparer.Ordinal)) is true;
}
