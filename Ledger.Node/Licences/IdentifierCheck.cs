namespace Ledger.Node.Licences;

/// <summary>What the check character of a licence identifier says.</summary>
internal enum IdentifierCheck
{
    /// <summary>It follows GB/T 17710.</summary>
    Correct,

    /// <summary>It follows the wrong variant known from Shandong: a warning, because such licences are in use.</summary>
    LegacyVariant,

    /// <summary>It follows neither.</summary>
    Wrong,
}
