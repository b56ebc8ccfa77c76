namespace Ledger.Node.Log;

/// <summary>The audit log, which the same turns and batches write.</summary>
internal sealed partial class LedgerWriter
{
    private readonly LockFile _auditHead;
    private HeadRecord? _auditKnown;
    private long _audited;
    private long _committed;

    /// <summary>Number of entries of the audit log that are on the disk.</summary>
    public long AuditSize => Volatile.Read(ref _audited);

    /// <summary>Whether there are entries that the log does not commit to yet.</summary>
    public bool HasUncommittedAudit => AuditSize > Volatile.Read(ref _committed);

    /// <summary>
    /// Commits to what the audit log holds by an event of its own, where there is anything new. Not done for each group: reads would fill
    /// the log.
    /// </summary>
    /// <returns>Number of entries that the log commits to now.</returns>
    /// <exception cref="LedgerException">As <see cref="WriteAsync{T}"/>.</exception>
    public async Task<long> CommitAuditAsync(CancellationToken cancel)
    {
        long size = await WriteAsync(write => write.CommitAudit(), cancel);
        Volatile.Write(ref _committed, size);
        return size;
    }

    /// <summary>
    /// Renews the memory of how far the audit log has come, so that a database rolled back behind it is found out. Its slots are those of
    /// a lock file: one sync.
    /// </summary>
    private void RememberAudit()
    {
        long size = _edge.Audit.Size;
        if (size > (_auditKnown?.Size ?? 0))
        {
            HeadRecord next = new(size, _signer!.SignAudit(_edge.Audit), Sm3Note: string.Empty);
            _auditHead.Swap(_auditKnown, next);
            _auditKnown = next;
        }

        Volatile.Write(ref _audited, size);
    }

    private void RecoverAudit(StartUpResult start)
    {
        _auditKnown = start.AuditHead;
        using LedgerRead rows = new(_store, snapshot: null, head: null);
        _committed = AuditCommitments.Newest(rows, _options.Origin)?.Size ?? 0;
        RememberAudit();
    }
}
