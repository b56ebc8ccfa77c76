namespace Ledger.Node.Licences;

/// <summary>
/// Requests for one licence each that wait at the same moment are made ready together, in lanes, and entered in one turn; each by itself succeeds or is
/// refused. Nobody waits for others to come: who finds a processor free is made ready at once.
/// </summary>
internal sealed partial class LicenceRegister
{
    private readonly Lock _gathering = new();
    private readonly Queue<WaitingIssue> _waiting = new();
    private int _gatherers;

    /// <summary>Issues one licence with whichever others wait.</summary>
    private Task<IssueOutcome> GatherAsync(string authority, IssueItem item, CancellationToken cancel)
    {
        WaitingIssue waiting = new(authority, item, cancel);
        lock (_gathering)
        {
            _waiting.Enqueue(waiting);
            if (_gatherers < Environment.ProcessorCount)
            {
                _gatherers++;
                QueueGatherer();
            }
        }

        return waiting.Answer.WaitAsync(cancel);
    }

    // Behind whatever the pool has to do already: the requests that are just being read still come along.
    private void QueueGatherer() => ThreadPool.UnsafeQueueUserWorkItem(static register => register.Gather(), this, preferLocal: false);

    private void Gather()
    {
        List<WaitingIssue> some = [];
        lock (_gathering)
        {
            while (some.Count < Together && _waiting.TryDequeue(out WaitingIssue? waiting))
            {
                some.Add(waiting);
            }

            if (some.Count == 0)
            {
                _gatherers--;
                return;
            }
        }

        foreach (IGrouping<string, WaitingIssue> same in some.Where(one => !one.IsGivenUp()).GroupBy(one => one.Authority))
        {
            // Made ready on this thread; from the writer's turn on it goes on by itself, and this thread with the next who wait.
            _ = AnswerAsync(same.Key, [.. same]);
        }

        QueueGatherer();
    }

    private async Task AnswerAsync(string authority, IReadOnlyList<WaitingIssue> together)
    {
        try
        {
            IReadOnlyList<IssueOutcome> outcomes =
                await IssueManyAsync(authority, [.. together.Select(one => one.Item)], alone: null, CancellationToken.None);
            foreach ((WaitingIssue one, IssueOutcome outcome) in together.Zip(outcomes))
            {
                one.Complete(outcome);
            }
        }
        catch (Exception failure) when (together.Count > 1 && IsOfOne(failure))
        {
            // A turn that throws has left nothing, and a request that was entered all the same is known by its key.
            await Task.WhenAll(together.Select(one => AnswerAsync(authority, [one])));
        }
        catch (Exception failure)
        {
            foreach (WaitingIssue one in together)
            {
                one.Fail(failure);
            }
        }
    }

    /// <summary>Whether a failure may be the fault of one request, which must not be that of those beside it; otherwise the ledger does not write.</summary>
    private static bool IsOfOne(Exception failure) => failure is not LedgerException
    {
        Error: LedgerError.Busy or LedgerError.ClockBehind or LedgerError.OutcomeUnknown or LedgerError.WriterStopped or LedgerError.Quarantined or LedgerError.Waiting
    };

    /// <summary>A request that waits to be made ready, and its caller who waits for the answer.</summary>
    private sealed class WaitingIssue(string authority, IssueItem item, CancellationToken cancel)
    {
        // Each caller goes on by itself, not one after the other.
        private readonly TaskCompletionSource<IssueOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Authority => authority;

        public IssueItem Item => item;

        public Task<IssueOutcome> Answer => _answer.Task;

        /// <summary>Whether nobody waits any more: then nothing is done.</summary>
        public bool IsGivenUp() => cancel.IsCancellationRequested && _answer.TrySetCanceled(cancel);

        public void Complete(IssueOutcome outcome) => _answer.TrySetResult(outcome);

        public void Fail(Exception failure) => _answer.TrySetException(failure);
    }
}
