namespace Ledger.Node.Composites;

/// <summary>What a composite licence is as a whole: follows from the licences it brings together, on the day it is asked for; no event says so.</summary>
internal enum CompositeState
{
    /// <summary>有效: it and every component are in force.</summary>
    Valid,

    /// <summary>部分有效: it is in force, and some of its components are, some are not.</summary>
    PartlyValid,

    /// <summary>无效: it is not in force itself, or none of its components is.</summary>
    NotValid,

    /// <summary>无法判断: it depends on components of other nodes, of which nothing is known here.</summary>
    CannotTell,
}
