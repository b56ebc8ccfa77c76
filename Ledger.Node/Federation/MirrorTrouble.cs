namespace Ledger.Node.Federation;

/// <summary>What is wrong with the mirror of another log, or with that log.</summary>
internal enum MirrorTrouble
{
    /// <summary>No trouble.</summary>
    None,

    /// <summary>It gave no whole answer of the agreed length in time.</summary>
    Unreachable,

    /// <summary>It answered with something else than a log has there, or with other leaves than it signed.</summary>
    Malformed,

    /// <summary>A checkpoint it shows is not signed by the key that the trust policy names.</summary>
    NotSigned,

    /// <summary>It shows fewer leaves than were verified before: an old answer, or a log that was rolled back.</summary>
    Shrunk,

    /// <summary>It signed a checkpoint that does not continue what it signed before. Kept as evidence.</summary>
    Forked,

    /// <summary>It signed leaves that break a rule, or roots that do not follow from them. Kept as evidence.</summary>
    RuleBroken,

    /// <summary>The copy is behind what the log signed for too long, or for too long the log has signed nothing new and no quorum has confirmed it.</summary>
    Behind,

    /// <summary>The stored copy did not add up at the start. It is being fetched anew.</summary>
    CopyDamaged,
}
