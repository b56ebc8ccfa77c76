using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>决定: on what ground, on which day and through whom an authority acts. Every change of a licence names one.</summary>
/// <param name="LegalBasis">The provision relied upon: 1 to 256 visible characters on one line, without personal data. Stays for ever.</param>
/// <param name="DecidedOn">Day of the decision, not after today.</param>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters. Lies sealed.</param>
/// <param name="Note">Up to 500 visible characters more, or null. Lies sealed.</param>
internal sealed record Decision(string LegalBasis, DateOnly DecidedOn, string Operator, string? Note = null)
{
    /// <summary>Most Unicode characters of a legal basis.</summary>
    public const int LongestLegalBasis = 256;

    /// <summary>Most characters of an operator's account.</summary>
    public const int LongestOperator = 64;

    /// <summary>Most Unicode characters of a note.</summary>
    public const int LongestNote = 500;

    /// <summary>The department's system through which the operator acts, by its name in the settings; empty where none does.</summary>
    public string System { get; init; } = "";

    /// <summary>免申即办: the holder's account, or the reference of the one-time code, that confirmed; null for any other act. Lies sealed.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>SM3 of what the act rests on: the draft that the holder confirmed, the mapping of a migration; null for neither. Lies sealed.</summary>
    public Digest? RestsOn { get; init; }

    /// <summary>What the operator answers for having looked at elsewhere, by the codes of the checks. Lies sealed.</summary>
    public IReadOnlyList<string> Checked { get; init; } = [];

    /// <summary>What is sealed beside the event.</summary>
    public DecisionDetails Details => new()
    {
        Operator = Operator,
        Note = Note ?? "",
        ConfirmedBy = ConfirmedBy ?? "",
        RestsOnSm3 = RestsOn is Digest sm3 ? ByteString.CopyFrom(sm3.Span) : ByteString.Empty,
        Checked = { Checked },
    };

    /// <summary>Returns where the decision may be entered.</summary>
    /// <param name="today">The day it is in China.</param>
    /// <exception cref="LedgerException">Everything that is wrong with it.</exception>
    public void Require(DateOnly today)
    {
        FieldRefusal[] refusals = [.. Refusals(today)];
        if (refusals.Length > 0)
        {
            throw new LedgerException(refusals);
        }
    }

    /// <summary>Everything wrong with it, each with its field.</summary>
    /// <param name="today">The day it is in China.</param>
    public IEnumerable<FieldRefusal> Refusals(DateOnly today)
    {
        if (LegalBasisRefusal() is { } refusal)
        {
            yield return refusal;
        }

        if (DecidedOn > today)
        {
            yield return Refusal("/decidedOn", "决定日期不能晚于今天。", "The decision cannot lie in the future.");
        }

        if (!IsAccount(Operator))
        {
            yield return Refusal(
                "/operator", $"经办人应为 1 至 {LongestOperator} 个可见 ASCII 字符的账号。",
                $"The operator is an account of 1 to {LongestOperator} visible ASCII characters.");
        }

        if (ConfirmedBy is not null && !IsAccount(ConfirmedBy))
        {
            yield return Refusal(
                "/confirmedBy", $"确认方式应为 1 至 {LongestOperator} 个可见 ASCII 字符的账号或验证码编号。",
                $"Who confirmed is an account, or the reference of a code, of 1 to {LongestOperator} visible ASCII characters.");
        }

        if (Note is not null && !IsPlain(Note, LongestNote))
        {
            yield return Refusal("/note", $"说明应为 1 至 {LongestNote} 个可见字符。", $"A note has 1 to {LongestNote} visible characters.");
        }
    }

    private FieldRefusal? LegalBasisRefusal() =>
        !IsPlain(LegalBasis, LongestLegalBasis)
            ? Refusal(
                "/legalBasis", $"法律依据应为 1 至 {LongestLegalBasis} 个可见字符。",
                $"The legal basis has 1 to {LongestLegalBasis} visible characters.")

        // It stays in the log for ever.
        : CitizenNumber.IsIn(LegalBasis)
            ? Refusal("/legalBasis", "法律依据中不得出现公民身份号码。", "The legal basis must not hold a citizen number.")
        : null;

    private static bool IsAccount(string text) =>
        text.Length is > 0 and <= LongestOperator && text.All(character => character is >= '!' and <= '~');

    private static bool IsPlain(string text, int longest) =>
        text.Length is > 0 && text.Length <= 2 * longest
        && VisibleText.Length(text) <= longest
        && VisibleText.IsVisible(text)
        && !VisibleText.HasOuterSpace(text)
        && text.IsNormalized(NormalizationForm.FormC);

    private static FieldRefusal Refusal(string field, string chinese, string english) =>
        new(field, LedgerError.InvalidField, chinese, english);
}
