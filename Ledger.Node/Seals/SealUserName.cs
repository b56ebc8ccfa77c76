namespace Ledger.Node.Seals;

/// <summary>Who tried to use a seal, without the operator: attempts are counted by system.</summary>
/// <param name="Authority">统一社会信用代码 of the authority.</param>
/// <param name="System">The department's system; empty where none acted.</param>
internal readonly record struct SealUserName(string Authority, string System);
