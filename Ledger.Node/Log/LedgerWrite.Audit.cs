namespace Ledger.Node.Log;

/// <summary>What a turn says to the audit log.</summary>
internal sealed partial class LedgerWrite
{
    /// <summary>The entries of the audit log recorded.</summary>
    internal List<AuditLeaf> Audited { get; } = [];

    /// <summary>The number that the next entry of the audit log gets.</summary>
    public long AuditNumber => _group.AuditBefore.Size + _group.Audited.Count + Audited.Count;

    /// <summary>Records entry number <see cref="AuditNumber"/> of the audit log: on the disk with all else that the group does, before anybody gets an answer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The entry is longer than 65,535 bytes.</exception>
    public void Audit(AuditLeaf leaf)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(leaf.Bytes.Length, ushort.MaxValue);
        Audited.Add(leaf);
    }

    /// <summary>Appends the commitment to the audit log as it was before this group, unless the log has it already.</summary>
    /// <returns>Number of entries that the log commits to.</returns>
    public long CommitAudit()
    {
        long committed = AuditCommitments.Newest(this, _group.Origin)?.Size ?? 0;
        if (_group.AuditBefore.Size <= committed)
        {
            return committed;
        }

        Append(AuditCommitments.Of(_group.AuditBefore));
        return _group.AuditBefore.Size;
    }
}
