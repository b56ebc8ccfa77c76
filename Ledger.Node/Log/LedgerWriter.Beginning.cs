using System.Text;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>How the writer begins: by what others remember, with what a crash left, and with what stands first.</summary>
internal sealed partial class LedgerWriter
{
    /// <summary>
    /// Compares the log with what others remember of it and begins to write, or ends in quarantine. Does nothing unless the
    /// writer waits.
    /// </summary>
    /// <param name="known">What others remember of this log; each must be part of it.</param>
    /// <param name="opening">
    /// What has to be in the log before anybody writes: a turn of its own, done and signed before the state says that the writer
    /// writes. Null for nothing.
    /// </param>
    /// <exception cref="StoreException">The store failed while the group left by a crash, or the opening turn, was written or signed.</exception>
    /// <exception cref="IOException">The head or the lock file cannot be written.</exception>
    /// <exception cref="LedgerException">The opening turn was refused, or <see cref="LedgerError.ClockBehind"/>.</exception>
    public void Begin(IReadOnlyList<KnownCheckpoint> known, Action<LedgerWrite>? opening = null)
    {
        lock (_beginning)
        {
            if (_state.Mode is not WriterMode.Waiting || _start is not StartUpResult start)
            {
                return;
            }

            _start = null;
            if (_check.Refute(known, start.Edge!, _clock.GetUtcNow()) is WriterState refuted)
            {
                _state = refuted;
                _queue.Writer.TryComplete();
                return;
            }

            _edge = start.Edge!;
            _recent = new RecentRows(_edge.Size);
            _signer = _check.Signer;
            Publish(Recover(start));
            Open(opening);
            _state = WriterState.Writing;
            _loop = RunAsync();
        }
    }

    // The loop does not run yet, and nobody else's turn is taken: this thread is the writer.
    private void Open(Action<LedgerWrite>? opening)
    {
        if (opening is null)
        {
            return;
        }

        PendingTurn<bool> turn = new(
            request: null,
            write =>
            {
                opening(write);
                return true;
            },
            static (done, _) => done,
            CancellationToken.None);
        Commit([turn]);
        turn.Answer.GetAwaiter().GetResult(); // answered by now
    }

    // A new log gets both files before its first row. A crash between batch and lock file left one group unsigned; one between
    // lock and head file left it signed, and nobody has seen it.
    private LogHead? Recover(StartUpResult start)
    {
        _locked = start.Locked;
        if (_store.Get(Column.Meta, LogRows.OriginKey) is null)
        {
            Remember(HeadRecord.Empty);
            WriteBatch origin = new();
            origin.Put(Column.Meta, LogRows.OriginKey, Encoding.UTF8.GetBytes(_options.Origin));
            _store.Write(origin);
        }

        RecoverAudit(start);
        if (_edge.Size == 0)
        {
            return null;
        }

        if (_edge.Size != _locked?.Size)
        {
            return Sign();
        }

        if (start.Head != _locked)
        {
            _headFile.Write(_locked);
        }

        return LogHead.Of(_options, _edge, _locked);
    }
}
