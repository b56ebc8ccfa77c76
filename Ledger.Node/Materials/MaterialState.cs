namespace Ledger.Node.Materials;

/// <summary>材料状态 on a day.</summary>
internal enum MaterialState
{
    /// <summary>待核: nobody but its holder vouches for it.</summary>
    Pending,

    /// <summary>有效.</summary>
    Valid,

    /// <summary>过期: its last day is past.</summary>
    Expired,
}
