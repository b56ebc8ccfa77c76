namespace Ledger.Node.Storage;

/// <summary>The store as it was at one moment, shared by any number of readers; the last to leave releases it.</summary>
internal sealed class StoreSnapshot : IDisposable
{
    private readonly Action _release;
    private readonly Lock _lock = new();
    private int _holders = 1;

    internal StoreSnapshot(nint handle, nint readOptions, Action release)
    {
        Handle = handle;
        ReadOptions = readOptions;
        _release = release;
    }

    /// <summary>What the database knows the snapshot by.</summary>
    internal nint Handle { get; }

    /// <summary>The read options that bind a read to this snapshot.</summary>
    internal nint ReadOptions { get; }

    /// <summary>Joins the readers; each success needs one <see cref="Dispose"/>.</summary>
    /// <returns>False when the last reader has already left.</returns>
    public bool TryHold()
    {
        lock (_lock)
        {
            _holders += _holders > 0 ? 1 : 0;
            return _holders > 0;
        }
    }

    /// <summary>Leaves the readers.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_holders == 0, this);
            _holders--;
            if (_holders == 0)
            {
                _release();
            }
        }
    }
}
