namespace Ledger.Node.Catalogue;

/// <summary>复用规则: for what a material that lies here may be used again.</summary>
internal enum ReuseRule
{
    /// <summary>Whatever its holder asks for.</summary>
    HolderWide,

    /// <summary>Matters about the same address.</summary>
    SameAddress,

    /// <summary>The matters that its text names, and no other.</summary>
    SameMatter,

    /// <summary>The purpose it was issued for.</summary>
    SamePurpose,

    /// <summary>The kinds of item that its entry names.</summary>
    NamedItems,

    /// <summary>Nothing: 单次.</summary>
    Never,
}
