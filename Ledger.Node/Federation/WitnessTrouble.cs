namespace Ledger.Node.Federation;

/// <summary>Why a witness has not cosigned the newest checkpoint.</summary>
internal enum WitnessTrouble
{
    /// <summary>No trouble.</summary>
    None,

    /// <summary>It gave no whole answer of the agreed length in time.</summary>
    Unreachable,

    /// <summary>It answered with another status than the protocol has for such a request.</summary>
    Refused,

    /// <summary>It answered with something that is no cosignature of its key over this checkpoint.</summary>
    NotBelieved,

    /// <summary>It says that it cosigned a checkpoint that this log does not have: one of the two was rolled back or forked.</summary>
    Diverged,
}
