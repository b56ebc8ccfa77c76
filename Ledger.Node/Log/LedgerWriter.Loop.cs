using System.Diagnostics;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>The writer's loop: one group after the other, each finished before the next begins.</summary>
internal sealed partial class LedgerWriter
{
    private RecentRows _recent = new(size: 0);
    private volatile bool _isWriting;

    /// <summary>Whether turns are being taken or written at this moment.</summary>
    public bool IsWriting => _isWriting;

    private async Task RunAsync()
    {
        await Task.Yield();
        while (await _queue.Reader.WaitToReadAsync())
        {
            _isWriting = true;
            List<PendingTurn> turns = [];
            while (turns.Count < _options.TurnsPerGroup && _queue.Reader.TryRead(out PendingTurn? turn))
            {
                turns.Add(turn);
            }

            try
            {
                int done = 0;
                while (done < turns.Count && _state.Mode is not WriterMode.Quarantined)
                {
                    done += Commit(turns[done..]);
                }

                turns[done..].ForEach(turn => turn.Fail(Refusal()));
            }
            catch (Exception failure)
            {
                // No second try: after a failed sync the system may report clean pages that never reached the disk.
                Poison(turns, failure);
                return;
            }
            finally
            {
                _isWriting = _queue.Reader.Count > 0;
            }
        }
    }

    /// <summary>One group of as many of the turns as it has room for.</summary>
    /// <returns>How many were answered.</returns>
    private int Commit(List<PendingTurn> turns)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(_clock.GetUtcNow().ToUnixTimeMilliseconds());
        MapCommit? last = _edge.Last;
        if (now < last?.Time - _options.MaxClockLag)
        {
            turns.ForEach(turn => turn.Fail(new LedgerException(
                LedgerError.ClockBehind,
                "系统时钟早于日志最后一个条目的时间,本次未作任何处理。",
                "The clock stands before the time of the last leaf. Nothing was done.")));
            return turns.Count;
        }

        DateTimeOffset time = now <= last?.Time ? last.Time.AddMilliseconds(1) : now;
        WriteBatch batch = new();
        LogGroup group = new(_store, batch, _edge, _recent, _events, _options.Origin, time);
        int begun = 0;
        for (; begun < turns.Count && group.Leaves.Count < _options.LeavesPerGroup; begun++)
        {
            turns[begun].Run(group);
        }

        bool hasRows = !batch.IsEmpty;
        if (hasRows || group.Audited.Count > 0)
        {
            long begin = Stopwatch.GetTimestamp();
            Write(group, batch, hasRows);
            LogMetrics.Committed(group.Leaves.Count, Stopwatch.GetElapsedTime(begin));
        }

        batch.Release();
        turns[..begun].ForEach(turn => turn.Complete(Head));
        return begun;
    }

    private void Write(LogGroup group, WriteBatch batch, bool hasRows)
    {
        AuditEdge audit = group.SealAudit();
        LogEdge next = (group.HasEvents ? group.Seal() : _edge) with { Audit = audit };

        // From here a crash may leave the group on the disk unsigned and unanswered; the next start signs it.
        _store.Write(batch);
        _recent.Enter(_edge.Size, batch);
        _edge = next;
        RememberAudit();
        if (!group.HasEvents)
        {
            // Entries of the audit log are read up to the newest commitment, which is an event: for them alone nothing is published.
            if (hasRows)
            {
                Publish(Head);
            }

            return;
        }

        LogHead head = Sign();

        // From here a crash loses nothing, and only now may anybody learn of it.
        Publish(head);
    }

    private LogHead Sign()
    {
        LogHead head = _signer!.Sign(_edge);
        Remember(new HeadRecord(head.Size, head.Note, head.Sm3Note));
        return head;
    }

    /// <summary>Both memories of what was signed last, in this order: the start knows what a crash between them means.</summary>
    private void Remember(HeadRecord head)
    {
        _lockFile.Swap(_locked, head);
        _locked = head;
        _headFile.Write(head);
    }

    private void Publish(LogHead? head)
    {
        PublishedHead before = _published;
        _published = new PublishedHead(head, _store);
        before.Dispose();
    }

    private void Poison(List<PendingTurn> turns, Exception failure)
    {
        _state = new WriterState(
            WriterMode.Poisoned,
            $"写入失败,账本已停止写入,须重新启动:{failure.Message}",
            $"Writing failed, the ledger stopped and must be started anew: {failure.Message}");
        _queue.Writer.TryComplete();
        turns.ForEach(turn => turn.Fail(new LedgerException(
            LedgerError.OutcomeUnknown,
            "写入结果未知。请用同一幂等键重试,重试是安全的。",
            "Nobody knows whether this was written. Repeat it with the same key: that is safe.",
            failure)));
        while (_queue.Reader.TryRead(out PendingTurn? waiting))
        {
            waiting.Fail(Refusal());
        }

        _stopped.SetResult(_state);
    }
}
