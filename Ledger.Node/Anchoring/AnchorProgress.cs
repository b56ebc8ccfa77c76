namespace Ledger.Node.Anchoring;

/// <summary>How far an anchor has come. The numbers are stored.</summary>
internal enum AnchorProgress
{
    /// <summary>Written down here and perhaps sent; in no block that we know of.</summary>
    Pending = 1,

    /// <summary>In a block, which may still be thrown out.</summary>
    Mined = 2,

    /// <summary>In a block that is deep enough, as enough nodes say.</summary>
    Final = 3,

    /// <summary>Given up: refused, overtaken by a later anchor, or its block is gone.</summary>
    Lost = 4,
}
