using Ledger.Node.Licences;

namespace Ledger.Node.Materials;

/// <summary>告知承诺: what a holder promises to hand in later. Personal data: in memory only.</summary>
/// <param name="Type">材料目录编码; its type has to allow promises.</param>
/// <param name="Holder">Who promises.</param>
/// <param name="Name">Name to show, 1 to 128 visible characters.</param>
/// <param name="DueOn">The last day to hand it in; what has not come then is checked (批后核查).</param>
/// <param name="CaseNumber">办件编号 for which it stands in.</param>
/// <param name="Operator">经办人: account of 1 to 64 visible ASCII characters.</param>
internal sealed record PromiseRequest(string Type, HolderIdentity Holder, string Name, DateOnly DueOn, string CaseNumber, string Operator)
{
    /// <summary>The longest that a promise may run, in months.</summary>
    public const int MostMonths = 12;

    /// <summary>The type alone: what is asked for may end up in a log.</summary>
    public override string ToString() => $"{nameof(PromiseRequest)} {Type}";
}
