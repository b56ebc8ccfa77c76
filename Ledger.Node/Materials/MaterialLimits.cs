namespace Ledger.Node.Materials;

/// <summary>What materials take at most.</summary>
internal static class MaterialLimits
{
    /// <summary>Bytes of a file.</summary>
    public const long FileBytes = 100L << 20;

    /// <summary>Bytes of what is said about a file: sealed, it stays below what the store keeps apart, so that erasing it is one row's matter.</summary>
    public const int DescriptionBytes = 3 << 10;

    /// <summary>Characters of a name.</summary>
    public const int NameLength = 128;

    /// <summary>Characters of 办件编号.</summary>
    public const int CaseLength = 64;

    /// <summary>Materials of one holder and type that are looked at for the same file, the newest first to last; none is taken beyond.</summary>
    public const int OfHolderAndType = 500;

    /// <summary>Other cases that one material is of; the same file is handed in anew for more.</summary>
    public const int OtherCases = 200;
}
