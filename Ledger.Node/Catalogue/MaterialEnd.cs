namespace Ledger.Node.Catalogue;

/// <summary>What ends the validity of a material, where it is no count of months alone.</summary>
internal enum MaterialEnd
{
    /// <summary>Nothing by itself.</summary>
    OpenEnded,

    /// <summary>The end of the contract that it is.</summary>
    ContractEnd,

    /// <summary>The last day that it states itself.</summary>
    StatedTerm,

    /// <summary>The next filing of the same.</summary>
    NextFiling,

    /// <summary>The end of the case it was made for.</summary>
    CaseEnd,

    /// <summary>A change of what it states: see the meanings that invalidate it.</summary>
    Change,
}
