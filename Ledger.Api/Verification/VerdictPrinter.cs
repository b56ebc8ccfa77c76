using System.Globalization;
using System.Text;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>A verdict as lines of text: the answer first, then every check.</summary>
internal static class VerdictPrinter
{
    public static string Print(Verdict verdict)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{VerdictText.Icon(verdict.Conclusion)} {VerdictText.Word(verdict.Conclusion, english: false)} / {VerdictText.Word(verdict.Conclusion, english: true)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {VerdictText.Sentence(verdict, english: false)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {VerdictText.Sentence(verdict, english: true)}");
        if (verdict.Licence is LicenceDocument licence)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {licence["ZZMC"]}  {licence.Statement.Identifier}");
        }

        text.AppendLine();
        foreach (Check check in verdict.Checks)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Mark(check.Result)} {check.Name}");
            text.AppendLine(CultureInfo.InvariantCulture, $"      {check.Chinese}");
            text.AppendLine(CultureInfo.InvariantCulture, $"      {check.English}");
            if (check.Values is DifferingValues values)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"      页面显示 / the page shows: {values.Shown}");
                text.AppendLine(CultureInfo.InvariantCulture, $"      数据载明 / the data says:  {values.Data}");
            }
        }

        return text.ToString().TrimEnd();
    }

    private static string Mark(CheckResult result) => result switch
    {
        CheckResult.Passed => "✔",
        CheckResult.Failed => "✘",
        CheckResult.Unknown => "?",
        _ => "·",
    };
}
