using Ledger.Node.Seals;

namespace Ledger.Node.Consents;

/// <summary>What the department that made a use answers to an objection to it (异议答复).</summary>
/// <param name="IsUpheld">Whether the objection is right (异议成立).</param>
/// <param name="Text">Why, 1 to 500 visible characters.</param>
/// <param name="Correction">What was done about it (改正措施), the same; empty where it is not right.</param>
/// <param name="Operator">Who answers: account of 1 to 64 visible ASCII characters.</param>
internal sealed record ObjectionAnswer(bool IsUpheld, string Text, string Correction, string Operator)
{
    /// <summary>Refuses an answer that is none.</summary>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.InvalidField"/>: a text is too long, not visible, or out of place; <see cref="LedgerError.MissingField"/>: it is upheld, and nothing was done.
    /// </exception>
    public void Require()
    {
        UseObjections.RequireText(Text, "/text");
        SealCaller.RequireAccount(Operator, "/operator");
        if (IsUpheld && Correction.Length == 0)
        {
            throw new LedgerException(LedgerError.MissingField, "异议成立的，应写明改正措施。", "Where an objection is upheld, it is said what was done about it.", "/correction");
        }

        if (IsUpheld)
        {
            UseObjections.RequireText(Correction, "/correction");
        }
        else if (Correction.Length > 0)
        {
            throw new LedgerException(LedgerError.InvalidField, "异议不成立的，没有改正措施。", "Where an objection is rejected, nothing was done about it.", "/correction");
        }
    }

    /// <summary>As it lies beside the event, before it is sealed.</summary>
    public UseObjectionAnswerContent ToContent() => new() { Text = Text, Correction = Correction, Operator = Operator };

    /// <summary>The same, opened.</summary>
    public static ObjectionAnswer Of(bool isUpheld, UseObjectionAnswerContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new ObjectionAnswer(isUpheld, content.Text, content.Correction, content.Operator);
    }

    /// <summary>The outcome alone.</summary>
    public override string ToString() => IsUpheld ? "upheld" : "rejected";
}
