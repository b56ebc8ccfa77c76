namespace Ledger.Node.Materials;

/// <summary>What ended a material for good.</summary>
internal enum MaterialEnding
{
    /// <summary>作废: its authority took it back.</summary>
    Voided,

    /// <summary>被替换: the next version took its place; of a promise: the material came.</summary>
    Replaced,
}
