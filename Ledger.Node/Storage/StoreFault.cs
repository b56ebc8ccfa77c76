namespace Ledger.Node.Storage;

/// <summary>What is wrong with a store that fails: whether to look for another process, a package, a disk or a backup.</summary>
internal enum StoreFault
{
    /// <summary>The stored bytes are not what was written, or are gone.</summary>
    Damaged,

    /// <summary>Another process has the database open.</summary>
    InUse,

    /// <summary>The native library is missing.</summary>
    NotInstalled,

    /// <summary>The file system refused or failed: no space, no permission, a broken disk.</summary>
    Disk,
}
