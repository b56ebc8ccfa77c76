namespace Ledger.Crypto.Curves;

/// <summary>What the equation of an SM2 signature says.</summary>
internal enum Sm2Answer
{
    /// <summary>It does not hold.</summary>
    Differs,

    /// <summary>It holds.</summary>
    Holds,

    /// <summary>Two points met that the formulas cannot add; another way has to be asked.</summary>
    Unknown,
}
