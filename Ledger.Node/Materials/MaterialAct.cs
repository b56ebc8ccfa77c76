using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Materials;

/// <summary>What an authority does with a material of its own.</summary>
/// <param name="Authority">归集机构.</param>
/// <param name="Identifier">电子材料标识.</param>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters. Lies sealed.</param>
/// <param name="Note">Why: up to 500 visible characters, or null. Lies sealed.</param>
/// <param name="Key">The request.</param>
internal sealed record MaterialAct(string Authority, string Identifier, string Operator, string? Note, RequestKey Key)
{
    /// <summary>What is sealed beside the event.</summary>
    public MaterialActDetails Details => new() { Operator = Operator, Note = Note ?? "" };

    /// <summary>Returns where it may be entered.</summary>
    /// <param name="today">The day it is in China.</param>
    /// <exception cref="LedgerException">Everything that is wrong with it.</exception>
    public void Require(DateOnly today) => new Decision("材料管理", today, Operator, Note).Require(today); // of a decision only these two are kept
}
