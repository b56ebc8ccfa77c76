using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>On what a caller says that a use stands.</summary>
/// <param name="Basis">Which kind.</param>
/// <param name="Consent">Name of the consent; empty for any other.</param>
/// <param name="Number">Number of the inspection plan (检查码) or of the letter (行政协助函); empty for any other.</param>
/// <param name="RegisteredBy">Unified social credit code of the authority that registered the plan; empty for any other.</param>
internal sealed record BasisClaim(UseBasis Basis, string Consent = "", string Number = "", string RegisteredBy = "")
{
    /// <summary>Returns where the claim is whole.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/>: it is none without what it lacks.</exception>
    public void Require()
    {
        (bool isWhole, string chinese, string english) = Basis switch
        {
            UseBasis.Consent => (Consent.Length > 0, "请注明持证人的授权。", "Name the holder's consent."),
            UseBasis.Inspection => (
                IsNumber && UnifiedSocialCreditCode.IsValid(RegisteredBy),
                "执法检查用证须注明检查码（报备的检查计划编号）和报备机构的统一社会信用代码。",
                "For an inspection state the number of the registered plan and the unified social credit code of who registered it."),
            UseBasis.Assistance => (IsNumber, "行政协助用证须注明协助函文号。", "For assistance between authorities state the number of the letter."),
            UseBasis.Duty => (true, "", ""),
            _ => (false, "用证须注明依据。", "A use states its basis."),
        };
        if (!isWhole)
        {
            throw new LedgerException(LedgerError.NotAllowed, chinese, english, "/basis");
        }
    }

    private bool IsNumber => Catalogue.CatalogueText.Fits(Number, ConsentLimits.NumberLength);
}
