using System.Text;
using Ledger.Crypto.Presentations;
using Ledger.Node.Catalogue;
using Ledger.Node.Parties;

namespace Ledger.Node.Presentations;

/// <summary>What a holder chooses to show of a licence.</summary>
/// <param name="Fields">Names of the fields; may be none.</param>
/// <param name="Claims">Questions to answer; at most 8.</param>
/// <param name="Audience">Whom it is shown to, at most 96 bytes of UTF-8; null for anybody.</param>
/// <param name="Seconds">How long it counts: 1 to 60 seconds.</param>
/// <param name="AnswersOnly">Whether nothing but the answers is shown: no identifier and no other part of the licence.</param>
internal sealed record PresentationRequest(
    IReadOnlyList<string> Fields, IReadOnlyList<AskedClaim> Claims, string? Audience, int Seconds, bool AnswersOnly)
{
    /// <summary>Returns where it may be presented.</summary>
    /// <exception cref="LedgerException">Everything that is wrong with it.</exception>
    public void Require()
    {
        FieldRefusal[] refusals = [.. Refusals()];
        if (refusals.Length > 0)
        {
            throw new LedgerException(refusals);
        }
    }

    private IEnumerable<FieldRefusal> Refusals()
    {
        if (Seconds is < 1 or > Presentation.MaximumSeconds)
        {
            yield return Refusal(
                "/seconds", $"有效时间应为 1 至 {Presentation.MaximumSeconds} 秒。", $"A presentation counts for 1 to {Presentation.MaximumSeconds} seconds.");
        }

        if (Audience is not null && !IsAudience(Audience))
        {
            yield return Refusal(
                "/audience", $"出示对象应为可见文字，UTF-8 编码不超过 {Presentation.MaximumAudienceBytes} 字节。",
                $"An audience is visible text of at most {Presentation.MaximumAudienceBytes} bytes of UTF-8.");
        }

        if (AnswersOnly && (Fields.Count > 0 || Claims.Count == 0))
        {
            yield return Refusal(
                "/fields", "只出示判断结果时不列照面项，且至少有一项判断。", "With answers only, no fields are shown and at least one question is answered.");
        }

        for (int i = 0; i < Claims.Count; i++)
        {
            AskedClaim claim = Claims[i];
            bool fits = claim.Kind == ClaimKind.InForce
                ? claim.Since is not null && (claim.Type is null || LicenceTypeCode.IsValid(claim.Type))
                : claim is { Type: null, Since: null };
            if (!fits)
            {
                yield return Refusal($"/claims/{i}", "判断项不完整或含有多余内容。", "The question lacks a part, or has one that does not belong to it.");
            }
        }
    }

    private static bool IsAudience(string text) =>
        text.Length > 0
        && Encoding.UTF8.GetByteCount(text) <= Presentation.MaximumAudienceBytes
        && VisibleText.IsVisible(text)
        && !VisibleText.HasOuterSpace(text);

    private static FieldRefusal Refusal(string field, string chinese, string english) =>
        new(field, LedgerError.InvalidField, chinese, english);
}
