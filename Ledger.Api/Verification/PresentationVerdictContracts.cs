using Ledger.Api.Problems;
using Ledger.Crypto.Presentations;

namespace Ledger.Api.Verification;

/// <summary>What anybody sends to verify a presentation.</summary>
/// <param name="Text">The text of the code as a scanner gives it: <c>LP1:</c> and up to 1,800 characters.</param>
/// <param name="Audience">Who verifies, in the words of the presentation; left out where it is not said.</param>
public sealed record VerifyPresentationRequest(string Text, string? Audience);

/// <summary>A field that was shown.</summary>
/// <param name="Name">National short name.</param>
/// <param name="Value">Value as printed.</param>
public sealed record ShownFieldContract(string Name, string Value);

/// <summary>An answer that was shown.</summary>
/// <param name="Question"><c>adult</c> 年满18 or <c>in-force</c> 有效许可.</param>
/// <param name="Type">有效许可: code of the type asked for; null for other questions.</param>
/// <param name="Since">有效许可: the day since which, <c>yyyy-MM-dd</c>; null for other questions.</param>
/// <param name="Answer">Yes or no.</param>
/// <param name="Words">The question in words.</param>
public sealed record ShownClaimContract(string Question, string? Type, string? Since, bool Answer, TextInBoth Words)
{
    internal static ShownClaimContract Of(PresentedClaim claim) => new(
        ClaimText.Code(claim.Kind), claim.Type, claim.Since?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), claim.Answer,
        new TextInBoth(claim.Chinese, claim.English));
}

/// <summary>The verdict on a presentation.</summary>
/// <param name="Conclusion"><c>valid</c>, <c>not-valid</c> or <c>cannot-tell</c>.</param>
/// <param name="Sentence">The decisive reason, or that all passed.</param>
/// <param name="Issuer">Code of the issuing authority; null where it could not be read.</param>
/// <param name="Identifier">证照标识; null where answers alone were shown.</param>
/// <param name="Fields">The fields shown: to be believed only where the conclusion is <c>valid</c>.</param>
/// <param name="Claims">The answers shown: likewise.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="ExpiresAt">Last moment at which it counted.</param>
/// <param name="Checks">Every check, in order.</param>
public sealed record PresentationVerdictResponse(
    string Conclusion,
    TextInBoth Sentence,
    string? Issuer,
    string? Identifier,
    IReadOnlyList<ShownFieldContract> Fields,
    IReadOnlyList<ShownClaimContract> Claims,
    DateTimeOffset? IssuedAt,
    DateTimeOffset? ExpiresAt,
    IReadOnlyList<CheckResponse> Checks)
{
    internal static PresentationVerdictResponse Of(PresentationVerdict verdict)
    {
        Presentation? shown = verdict.Presentation;
        return new(
            VerdictText.Code(verdict.Conclusion),
            PresentationVerdictText.Sentence(verdict),
            shown?.Issuer,
            shown?.Licence?.Statement.Identifier,
            [.. (shown?.Licence?.Fields ?? []).Select(field => new ShownFieldContract(field.Name, field.Value))],
            [.. (shown?.Claims ?? []).Select(ShownClaimContract.Of)],
            shown?.IssuedAt,
            shown?.ExpiresAt,
            [.. verdict.Checks.Select(CheckResponse.Of)]);
    }
}
