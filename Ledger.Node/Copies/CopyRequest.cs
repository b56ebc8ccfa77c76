using System.Text;
using Ledger.Crypto.Verification;
using Ledger.Node.Parties;

namespace Ledger.Node.Copies;

/// <summary>What copy to make of a licence.</summary>
/// <param name="Purpose">What it may be used for: 1 to 100 visible characters on one line, no citizen number.</param>
/// <param name="RecipientName">Whom it is for: an organisation's name, or a person's, which is masked before anything is signed.</param>
/// <param name="RecipientCode">Unified social credit code of the organisation; null for a person.</param>
/// <param name="ExpiresAt">Last moment at which it counts; fractions of a second are dropped.</param>
/// <param name="Fields">Names of the fields to show besides those that every copy shows; null for all.</param>
/// <param name="Operator">经办人: account of 1 to 64 visible ASCII characters.</param>
internal sealed record CopyRequest(
    string Purpose, string RecipientName, string? RecipientCode, DateTimeOffset ExpiresAt, IReadOnlyList<string>? Fields, string Operator)
{
    /// <summary>Most Unicode characters of a purpose.</summary>
    public const int LongestPurpose = 100;

    /// <summary>The shortest life of a copy.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    private const int LongestOperator = 64;

    /// <summary>Whom the copy is for, as signed.</summary>
    public CopyRecipient Recipient => new(RecipientCode is null ? Masked.Name(RecipientName) : RecipientName, RecipientCode);

    /// <summary>The end as signed: to the second.</summary>
    public DateTimeOffset End => DateTimeOffset.FromUnixTimeSeconds(ExpiresAt.ToUnixTimeSeconds());

    /// <summary>Returns where the copy may be made at a moment.</summary>
    /// <exception cref="LedgerException">Everything that is wrong with it.</exception>
    public void Require(DateTimeOffset madeAt)
    {
        FieldRefusal[] refusals = [.. Refusals(madeAt)];
        if (refusals.Length > 0)
        {
            throw new LedgerException(refusals);
        }
    }

    private IEnumerable<FieldRefusal> Refusals(DateTimeOffset madeAt)
    {
        if (PurposeRefusal() is { } purpose)
        {
            yield return purpose;
        }

        if (PartyName.FindRefusal(RecipientName, "/recipient/name") is { } name)
        {
            yield return name;
        }

        if (RecipientCode is not null && UnifiedSocialCreditCode.FindFault(RecipientCode) is { } fault)
        {
            yield return Refusal("/recipient/code", fault.Chinese, fault.English);
        }

        if (End < madeAt + Shortest || End > madeAt.AddYears(1))
        {
            yield return Refusal(
                "/expiresAt", "加注件的有效期应为 1 分钟至 1 年。", "A copy counts for at least one minute and at most one year.");
        }

        if (Operator.Length is 0 or > LongestOperator || !Operator.All(character => character is >= '!' and <= '~'))
        {
            yield return Refusal(
                "/operator", $"经办人应为 1 至 {LongestOperator} 个可见 ASCII 字符的账号。",
                $"The operator is an account of 1 to {LongestOperator} visible ASCII characters.");
        }
    }

    private FieldRefusal? PurposeRefusal()
    {
        bool isPlain = VisibleText.Length(Purpose) is > 0 and <= LongestPurpose
            && VisibleText.IsVisible(Purpose)
            && !VisibleText.HasOuterSpace(Purpose)
            && Purpose.IsNormalized(NormalizationForm.FormC);
        return !isPlain
            ? Refusal("/purpose", $"用途应为 1 至 {LongestPurpose} 个可见字符。", $"A purpose has 1 to {LongestPurpose} visible characters.")

            // It is printed across the copy for everybody to see.
            : CitizenNumber.IsIn(Purpose)
                ? Refusal("/purpose", "用途中不得出现公民身份号码。", "The purpose must not hold a citizen number.")
            : null;
    }

    private static FieldRefusal Refusal(string field, string chinese, string english) =>
        new(field, LedgerError.InvalidField, chinese, english);
}
