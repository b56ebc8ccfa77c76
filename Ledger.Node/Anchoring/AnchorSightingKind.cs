namespace Ledger.Node.Anchoring;

/// <summary>Where a transaction stands. The later ones say more.</summary>
internal enum AnchorSightingKind
{
    /// <summary>In no block of the chain.</summary>
    Missing,

    /// <summary>In a block, but without effect: the contract refused, or had the anchor already.</summary>
    WithoutEffect,

    /// <summary>A node says what cannot be: an event of other content, or a receipt without the anchor.</summary>
    Contradictory,

    /// <summary>In a block that is not deep enough, or as not enough nodes say.</summary>
    Mined,

    /// <summary>In a block that is deep enough, with our event and the anchor in the contract, as enough nodes say.</summary>
    Final,
}
