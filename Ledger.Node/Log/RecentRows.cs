using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// The writer's memory of which rows its last groups changed, of those columns that are asked whether something is new, or known still. Who looked for a
/// row before the turn need not look again where no group since has changed it. For one thread at a time.
/// </summary>
/// <param name="size">Size of the log at the start: what was read before is unknown.</param>
internal sealed class RecentRows(long size)
{
    /// <summary>So many groups that changed such rows are remembered: what is prepared waits for two or three.</summary>
    public const int Groups = 32;

    private static readonly Column[] Remembered = [Column.Requests, Column.HoldersByCode, Column.HolderKeys, Column.LicencesByIdentifier];

    // By their hashes, with the size of the log before the group. A row with the hash of another is taken for changed as well: then it is read.
    private readonly Queue<(long Before, HashSet<int> Rows)> _groups = new();
    private long _known = size;

    /// <summary>Of nothing: for groups that nobody prepared.</summary>
    public static RecentRows Unknown { get; } = new(long.MaxValue);

    /// <summary>Remembers what a group changed.</summary>
    /// <param name="before">Size of the log before it.</param>
    /// <param name="changes">All its changes.</param>
    public void Enter(long before, WriteBatch changes)
    {
        // Such as groups of entries of the audit log alone, of which there may be many.
        if (Remembered.All(column => changes.Changes(column) is null))
        {
            return;
        }

        HashSet<int> rows = [];
        if (_groups.Count == Groups)
        {
            (long forgotten, rows) = _groups.Dequeue();
            _known = forgotten + 1; // of what was read before that group nobody can tell any more
            rows.Clear();
        }

        foreach (Column column in Remembered)
        {
            ColumnChanges? changed = changes.Changes(column);
            for (int row = 0; row < changed?.Count; row++)
            {
                rows.Add(HashOf(column, changed.KeyOf(row)));
            }
        }

        _groups.Enqueue((before, rows));
    }

    /// <summary>Whether a row may have changed since a signed checkpoint: true also where nobody can tell.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="key">Its key.</param>
    /// <param name="since">Size of the checkpoint.</param>
    public bool MayHaveChanged(Column column, ReadOnlySpan<byte> key, long since)
    {
        if (since < _known || !Remembered.Contains(column))
        {
            return true;
        }

        int hash = HashOf(column, key);
        foreach ((long before, HashSet<int> rows) in _groups)
        {
            if (before >= since && rows.Contains(hash))
            {
                return true;
            }
        }

        return false;
    }

    private static int HashOf(Column column, ReadOnlySpan<byte> key) => HashCode.Combine(column, RowBytes.Instance.GetHashCode(key));
}
