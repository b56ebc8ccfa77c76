namespace Ledger.Node.Log;

/// <summary>What the writer does.</summary>
internal enum WriterMode
{
    /// <summary>It writes and signs.</summary>
    Writing,

    /// <summary>Nobody who remembers this log could be asked yet: until then nothing is signed. Reading works.</summary>
    Waiting,

    /// <summary>It never began: what is stored does not fit what is known of it. Reading works, nothing is signed.</summary>
    Quarantined,

    /// <summary>It stopped after a failure. Reading works, nothing more is signed; the process must be started anew.</summary>
    Poisoned,
}
