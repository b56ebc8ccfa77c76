using Ledger.Node.Licences;

namespace Ledger.Node.Copies;

/// <summary>Who withdraws a copy, and why. Lies sealed.</summary>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters.</param>
/// <param name="Note">Up to 500 visible characters, or null.</param>
internal sealed record CopyEnd(string Operator, string? Note)
{
    /// <summary>What is sealed beside the event.</summary>
    public CopyWithdrawal Details => new() { Operator = Operator, Note = Note ?? "" };

    /// <summary>Returns where it may be entered.</summary>
    /// <param name="today">The day it is in China.</param>
    /// <exception cref="LedgerException">Everything that is wrong with it.</exception>
    public void Require(DateOnly today) =>
        new Decision("加注件撤回", today, Operator, Note).Require(today); // of a decision only these two are kept
}
