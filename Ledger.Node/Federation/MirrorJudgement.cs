namespace Ledger.Node.Federation;

/// <summary>What a mirror says of a checkpoint that the log signed.</summary>
internal enum MirrorJudgement
{
    /// <summary>The copy does not reach so far.</summary>
    NotReached,

    /// <summary>Recomputed from the leaves: it is what they add up to.</summary>
    Recomputed,

    /// <summary>Recomputed, it is something else, or what was signed beside it breaks a rule.</summary>
    Contradicted,
}
