using Google.Protobuf;

namespace Ledger.Node.Licences;

/// <summary>A flag on a licence that is still open: somebody has to look whether the licence must change, too.</summary>
/// <param name="Rule">The rule that fired.</param>
/// <param name="CauseHandle">Handle of the licence version that set it off.</param>
/// <param name="CauseIdentifier">Its identifier; what it says is not told here.</param>
/// <param name="Index">Log index of the flag.</param>
/// <param name="Since">When it was set.</param>
internal sealed record LicenceFlag(FlagRule Rule, ByteString CauseHandle, string CauseIdentifier, long Index, DateTimeOffset Since)
{
    /// <summary>The flag that a row tells of.</summary>
    /// <exception cref="FormatException">The row holds what no event leaves.</exception>
    public static LicenceFlag Of(FlagRow row) => new(
        FlagRuleText.TryParse(row.RuleCode, out FlagRule rule) ? rule : throw new FormatException($"\"{row.RuleCode}\" is not a rule."),
        row.CauseHandle,
        row.CauseIdentifier,
        row.Index,
        DateTimeOffset.FromUnixTimeMilliseconds(row.Time));
}
