namespace Ledger.Node.Federation;

/// <summary>What a witness says to a request (c2sp.org/tlog-witness, "add-checkpoint").</summary>
internal enum WitnessOutcome
{
    /// <summary>Cosigned; what was cosigned is on the disk.</summary>
    Cosigned,

    /// <summary>The request is malformed, or its old size is greater than the new.</summary>
    Malformed,

    /// <summary>This log is not witnessed here.</summary>
    UnknownLog,

    /// <summary>No signature of the log's known key verifies.</summary>
    NotSigned,

    /// <summary>The old size is not the one last cosigned, which the answer tells.</summary>
    Conflict,

    /// <summary>The proof does not verify, or the same size has another root: perhaps a forked log.</summary>
    Inconsistent,

    /// <summary>This node signs nothing at present: its own rows may have been rolled back.</summary>
    NotSigning,
}
