using System.Globalization;
using System.Text;
using Ledger.Api.Problems;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>The verdict on a presentation in words.</summary>
internal static class PresentationVerdictText
{
    /// <summary>One plain sentence: the first reason where there is one, else until when it counts.</summary>
    public static TextInBoth Sentence(PresentationVerdict verdict)
    {
        CheckResult? decisive = verdict.Conclusion switch
        {
            Conclusion.NotValid => CheckResult.Failed,
            Conclusion.CannotTell => CheckResult.Unknown,
            _ => null,
        };
        if (verdict.Checks.FirstOrDefault(check => check.Result == decisive) is Check reason)
        {
            return new TextInBoth(reason.Chinese, reason.English);
        }

        string until = verdict.Presentation is Presentation shown ? BeijingTime.TextOf(shown.ExpiresAt) : "";
        return new TextInBoth($"各项核对通过；亮证 {until}（北京时间）前有效。", $"Every check passed; the presentation counts until {until} (Beijing time).");
    }

    /// <summary>The verdict as lines of text: the answer, what was shown, every check.</summary>
    public static string Print(PresentationVerdict verdict)
    {
        StringBuilder text = new();
        TextInBoth sentence = Sentence(verdict);
        text.AppendLine(CultureInfo.InvariantCulture, $"{VerdictText.Icon(verdict.Conclusion)} {VerdictText.Word(verdict.Conclusion, english: false)} / {VerdictText.Word(verdict.Conclusion, english: true)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {sentence.Chinese}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {sentence.English}");
        if (verdict is { Conclusion: Conclusion.Valid, Presentation: Presentation shown })
        {
            foreach (FaceField field in shown.Licence?.Fields ?? [])
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {field.Name}  {field.Value}");
            }

            foreach (PresentedClaim claim in shown.Claims)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {claim.Chinese}：{(claim.Answer ? "是" : "否")} / {claim.English}: {(claim.Answer ? "yes" : "no")}");
            }
        }

        text.AppendLine();
        foreach (Check check in verdict.Checks)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {VerdictText.Code(check.Result)} {check.Name}");
            text.AppendLine(CultureInfo.InvariantCulture, $"      {check.Chinese}");
            text.AppendLine(CultureInfo.InvariantCulture, $"      {check.English}");
        }

        return text.ToString().TrimEnd();
    }
}
