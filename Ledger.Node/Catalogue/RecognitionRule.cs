namespace Ledger.Node.Catalogue;

/// <summary>互认清单 entry: licences issued in some provinces count in others.</summary>
/// <param name="IssuedIn">Division codes of the issuing provinces: two digits and <c>0000</c>, at least one.</param>
/// <param name="UsedIn">Division codes of the provinces where they count, at least one.</param>
internal sealed record RecognitionRule(IReadOnlyList<string> IssuedIn, IReadOnlyList<string> UsedIn)
{
    /// <summary>Whether a licence issued in one province counts in another by this rule.</summary>
    public bool Covers(string issuedIn, string usedIn) =>
        IssuedIn.Contains(issuedIn, StringComparer.Ordinal) && UsedIn.Contains(usedIn, StringComparer.Ordinal);
}
