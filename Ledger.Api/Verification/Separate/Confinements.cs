namespace Ledger.Api.Verification.Separate;

/// <summary>What the system enforces on a reading process, as far as it let us.</summary>
[Flags]
internal enum Confinements
{
    None = 0,

    /// <summary>It writes nothing to files, leaves no core dump, opens few descriptors.</summary>
    Files = 1,

    /// <summary>The kernel bounds its memory.</summary>
    Memory = 2,

    /// <summary>It makes no sockets and starts no programs.</summary>
    Network = 4,

    /// <summary>All of these.</summary>
    All = Files | Memory | Network,
}
