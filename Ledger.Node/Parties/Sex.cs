namespace Ledger.Node.Parties;

/// <summary>Sex as the citizen number carries it (GB 11643-1999), numbered as GB/T 2261.1.</summary>
internal enum Sex
{
    /// <summary>男: the 17th digit is odd.</summary>
    Male = 1,

    /// <summary>女: the 17th digit is even.</summary>
    Female = 2,
}
