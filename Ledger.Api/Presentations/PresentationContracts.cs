using Ledger.Crypto.Presentations;

namespace Ledger.Api.Presentations;

/// <summary>A question to answer without showing the data behind it.</summary>
/// <param name="Question"><c>adult</c> 年满18: every holder is 18 or older today; <c>in-force</c> 有效许可: of a type, in force, valid since a day.</param>
/// <param name="Type">有效许可: 21-character code of the type; left out for the licence's own.</param>
/// <param name="Since">有效许可: the day since which, <c>yyyy-MM-dd</c>; left out for other questions.</param>
public sealed record ClaimRequest(string Question, string? Type, string? Since);

/// <summary>What a holder chooses to show (亮证), sent by the system that serves them.</summary>
/// <param name="Fields">National short names of the fields to show; at most 200.</param>
/// <param name="Claims">Questions to answer; at most 8.</param>
/// <param name="Audience">Whom it is shown to, at most 96 bytes of UTF-8; left out for anybody.</param>
/// <param name="Seconds">How long it counts: 1 to 60; left out for 60.</param>
/// <param name="AnswersOnly">Show the answers and nothing else of the licence, its identifier neither.</param>
public sealed record PresentLicenceRequest(
    IReadOnlyList<string>? Fields, IReadOnlyList<ClaimRequest>? Claims, string? Audience, int? Seconds, bool? AnswersOnly);

/// <summary>A presentation, to be shown at once.</summary>
/// <param name="Text">What the code says: <c>LP1:</c> and the presentation in base 45.</param>
/// <param name="Bytes">Bytes of the presentation.</param>
/// <param name="MaximumBytes">So many it may have.</param>
/// <param name="HasCertificate">Whether the issuer's certificate had room in it; else the verifier must have it.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="ExpiresAt">Last moment at which it counts.</param>
/// <param name="Svg">The QR code as SVG.</param>
/// <param name="Png">The QR code as PNG, base64.</param>
public sealed record PresentationResponse(
    string Text, int Bytes, int MaximumBytes, bool HasCertificate, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string Svg, string Png)
{
    internal static PresentationResponse Of(Presentation presentation) => new(
        presentation.ToText(),
        presentation.ToBytes().Length,
        Presentation.MaximumBytes,
        presentation.Certificate is not null,
        presentation.IssuedAt,
        presentation.ExpiresAt,
        PresentationQr.Svg(presentation),
        Convert.ToBase64String(PresentationQr.Png(presentation)));
}
