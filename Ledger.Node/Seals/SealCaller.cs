using Google.Protobuf;
using Ledger.Node.Parties;

namespace Ledger.Node.Seals;

/// <summary>Who asks for something to be done with a seal.</summary>
/// <param name="Authority">统一社会信用代码 of the caller's authority.</param>
/// <param name="System">The department's system, by its name in the settings.</param>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters. Lies sealed.</param>
/// <param name="Note">The reason, or a remark: up to 500 visible characters, or null. Lies sealed.</param>
internal sealed record SealCaller(string Authority, string System, string Operator, string? Note = null)
{
    /// <summary>Most characters of an account.</summary>
    public const int LongestOperator = 64;

    /// <summary>Most Unicode characters of a note.</summary>
    public const int LongestNote = 500;

    /// <summary>What the event says of the caller.</summary>
    public SealActor Actor(HolderSecrets secrets) => new()
    {
        System = System,
        OperatorLookup = ByteString.CopyFrom(secrets.OperatorLookup(Authority, Operator).Span),
    };

    /// <summary>What is sealed beside the event.</summary>
    public SealDetails Details() => new() { Operator = Operator, Note = Note ?? "" };

    /// <summary>Returns where it may be entered.</summary>
    /// <param name="needsNote">Whether a reason has to be given.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/> or <see cref="LedgerError.MissingField"/>.</exception>
    public void Require(bool needsNote = false)
    {
        RequireAccount(Operator, "/operator");
        if (Note is null && needsNote)
        {
            throw new LedgerException(LedgerError.MissingField, "须说明理由。", "A reason has to be given.", "/reason");
        }

        if (Note is not null && (VisibleText.Length(Note) is 0 or > LongestNote || !VisibleText.IsVisible(Note) || VisibleText.HasOuterSpace(Note)))
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"理由应为 1 至 {LongestNote} 个可见字符。", $"A reason has 1 to {LongestNote} visible characters.", "/reason");
        }
    }

    /// <summary>Returns where an operator's account may be entered.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public static void RequireAccount(string account, string field)
    {
        if (account.Length is 0 or > LongestOperator || !account.All(character => character is >= '!' and <= '~'))
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                $"经办人应为 1 至 {LongestOperator} 个可见 ASCII 字符的账号。",
                $"An operator is an account of 1 to {LongestOperator} visible ASCII characters.",
                field);
        }
    }

    /// <summary>System and authority alone: accounts end up in no log.</summary>
    public override string ToString() => $"{nameof(SealCaller)} {System} of {Authority}";
}
