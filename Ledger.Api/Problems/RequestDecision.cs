using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Problems;

/// <summary>Reads the ground of an act, as every request that decides something carries it.</summary>
internal static class RequestDecision
{
    /// <summary><c>legalBasis</c>, <c>decidedOn</c> (today where it is left out), <c>operator</c>, <c>note</c>.</summary>
    /// <param name="body">The request.</param>
    /// <param name="time">Tells today.</param>
    /// <param name="needsBasis">Whether a legal basis must be sent; issuing falls back on the type's.</param>
    /// <param name="system">The caller's system: of an act that seals, part of who may.</param>
    public static Decision Read(RequestBody body, TimeProvider time, bool needsBasis, string system = "")
    {
        const int Longest = 2 * Decision.LongestLegalBasis;
        return new Decision(
            needsBasis ? body.Text("legalBasis", Longest) : body.OptionalText("legalBasis", Longest) ?? "",
            body.OptionalDate("decidedOn") ?? LicenceDate.InChina(time.GetUtcNow()),
            body.Text("operator", Decision.LongestOperator),
            body.OptionalText("note", 2 * Decision.LongestNote))
        {
            System = system,
        };
    }
}
