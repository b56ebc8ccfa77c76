namespace Ledger.Node.Federation;

/// <summary>What a cosigner says to a request (c2sp.org/tlog-witness, "add-checkpoint").</summary>
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

    /// <summary>A map auditor's: its copy of the log does not reach so far yet.</summary>
    NotReached,

    /// <summary>A map auditor's: recomputed from the leaves, it is something else.</summary>
    NotRecomputed,

    /// <summary>This node signs nothing at present: its own rows may have been rolled back.</summary>
    NotSigning,
}
