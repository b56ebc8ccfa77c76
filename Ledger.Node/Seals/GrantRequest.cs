namespace Ledger.Node.Seals;

/// <summary>What a grant is to permit.</summary>
/// <param name="LicenceType">证照类型代码, known to exist; null for every type.</param>
/// <param name="System">The one system that may use the seal, or null.</param>
/// <param name="Operator">The one operator who may, or null; with neither, everybody of the authority may.</param>
/// <param name="From">First day in China.</param>
/// <param name="To">Last day in China; null for no end.</param>
/// <param name="Count">How many licences, 1 to 1,000,000,000; null for any number.</param>
internal sealed record GrantRequest(string? LicenceType, string? System, string? Operator, DateOnly From, DateOnly? To, long? Count)
{
    /// <summary>The greatest count.</summary>
    public const long GreatestCount = 1_000_000_000;

    /// <summary>Returns where it may be entered.</summary>
    /// <param name="today">The day it is in China.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public void Require(DateOnly today)
    {
        if (System is not null && Operator is not null)
        {
            throw new LedgerException(
                LedgerError.InvalidField, "授权给一个系统或一名经办人，不能同时给两者。", "A grant is for a system or for an operator, not for both.", "/grantedOperator");
        }

        if (Operator is not null)
        {
            SealCaller.RequireAccount(Operator, "/grantedOperator");
        }

        if (To < From || To < today)
        {
            throw new LedgerException(
                LedgerError.InvalidField, "授权截止日期早于起始日期或今天。", "The grant would end before it begins, or before today.", "/validTo");
        }

        if (Count is < 1 or > GreatestCount)
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"授权次数应为 1 至 {GreatestCount}。", $"A count is 1 to {GreatestCount}.", "/count");
        }
    }

    /// <summary>The period and count alone: accounts end up in no log.</summary>
    public override string ToString() => $"{nameof(GrantRequest)} {LicenceType ?? "any type"} {From:o}";
}
