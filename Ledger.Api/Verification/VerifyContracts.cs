using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node.Composites;
using Ledger.Node.Licences;

namespace Ledger.Api.Verification;

/// <summary>A verdict on the wire.</summary>
/// <param name="Conclusion"><c>valid</c>, <c>not-valid</c> or <c>cannot-tell</c>.</param>
/// <param name="Sentence">The decisive reason, or that all passed.</param>
/// <param name="AsOf">Time that the status was proven for; null where none was.</param>
/// <param name="Identifier">证照标识; null where the file could not be read.</param>
/// <param name="LicenceName">Name of the licence type as printed.</param>
/// <param name="IssuerName">Name of the issuing authority as printed.</param>
/// <param name="Checks">Every check, in order.</param>
/// <param name="Copy">Of a copy for one use (加注件): what it is restricted to; null for the licence itself.</param>
public sealed record VerdictResponse(
    string Conclusion,
    TextInBoth Sentence,
    DateTimeOffset? AsOf,
    string? Identifier,
    string? LicenceName,
    string? IssuerName,
    IReadOnlyList<CheckResponse> Checks,
    CopyRestrictionsContract? Copy)
{
    internal static VerdictResponse Of(Verdict verdict) => new(
        VerdictText.Code(verdict.Conclusion),
        new TextInBoth(VerdictText.Sentence(verdict, english: false), VerdictText.Sentence(verdict, english: true)),
        verdict.AsOf,
        verdict.Licence?.Statement.Identifier,
        verdict.Licence?["ZZMC"],
        verdict.Licence?["ZZBFJG"],
        [.. verdict.Checks.Select(CheckResponse.Of)],
        verdict.Copy is CopyStatement copy ? CopyRestrictionsContract.Of(copy) : null);
}

/// <summary>What a copy for one use says of itself.</summary>
/// <param name="Serial">Its serial.</param>
/// <param name="Recipient">Name of who may use it.</param>
/// <param name="RecipientCode">Unified social credit code of the recipient; null for a person.</param>
/// <param name="Purpose">What it may be used for.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ExpiresAt">Last moment at which it counts.</param>
public sealed record CopyRestrictionsContract(
    string Serial, string Recipient, string? RecipientCode, string Purpose, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt)
{
    internal static CopyRestrictionsContract Of(CopyStatement copy) =>
        new(copy.Serial, copy.Recipient.Name, copy.Recipient.Code, copy.Purpose, copy.MadeAt, copy.ExpiresAt);
}

/// <summary>One check on the wire.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Result"><c>passed</c>, <c>failed</c>, <c>unknown</c> or <c>noted</c>.</param>
/// <param name="Compared">What was compared.</param>
public sealed record CheckResponse(string Name, string Result, TextInBoth Compared)
{
    internal static CheckResponse Of(Check check) =>
        new(check.Name, VerdictText.Code(check.Result), new TextInBoth(check.Chinese, check.English));
}

/// <summary>What anybody sends to ask for a licence's status.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="CheckCode">The 16 characters printed on the licence.</param>
public sealed record CheckCodeRequest(string Identifier, string CheckCode);

/// <summary>What anybody who holds the licence may know of it.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="LicenceName">Name of the licence type.</param>
/// <param name="Issuer">Code of the issuing authority.</param>
/// <param name="Status"><c>valid</c>, <c>not-yet-valid</c>, <c>expired</c>, <c>suspended</c>, <c>superseded</c>, <c>cancelled</c>, <c>withdrawn</c>, <c>revoked</c> or <c>transferred</c>.</param>
/// <param name="AsOf">Time of the newest signed checkpoint.</param>
/// <param name="StatusBundle">Where the proof of it lies.</param>
/// <param name="Holders">Who holds it: in full where the name is public, otherwise covered but for its first character (脱敏); empty where it was erased.</param>
/// <param name="Composite">Of a composite licence: what it brings together; null for any other.</param>
public sealed record CheckCodeResponse(
    string Identifier, string LicenceName, string Issuer, string Status, DateTimeOffset AsOf, string StatusBundle,
    IReadOnlyList<string> Holders, PublicCompositeContract? Composite);

/// <summary>What anybody who holds a composite licence may know of what it brings together.</summary>
/// <param name="Whole"><c>valid</c>: it and all components are in force; <c>partly-valid</c>: some are, some not; <c>not-valid</c>: it or none is; <c>cannot-tell</c>: it depends on components that this node does not know.</param>
/// <param name="Components">In the order in which the licence names them; 1 to 32.</param>
public sealed record PublicCompositeContract(string Whole, IReadOnlyList<PublicComponentContract> Components)
{
    internal static PublicCompositeContract Of(CompositeStanding standing) => new(
        standing.State.Code(), [.. standing.Components.Select(PublicComponentContract.Of)]);
}

/// <summary>What anybody who holds a composite licence may know of one component.</summary>
/// <param name="LicenceName">Name of its type.</param>
/// <param name="Status">What its newest version is today; <c>unknown-here</c> for the licence of another node.</param>
/// <param name="Disputed">Whether an objection is open.</param>
public sealed record PublicComponentContract(string LicenceName, string Status, bool Disputed)
{
    internal static PublicComponentContract Of(ComponentStanding component) =>
        new(component.TypeName, component.State?.Code() ?? "unknown-here", component.IsDisputed);
}
