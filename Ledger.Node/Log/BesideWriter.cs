namespace Ledger.Node.Log;

/// <summary>
/// Work in pieces on all processors, of which one is left to the writer once it has something to write. Everybody waits for the writer, and
/// with more threads than processors it would have to wait for one itself.
/// </summary>
internal static class BesideWriter
{
    /// <summary>Does each piece once, in any order and several at a time.</summary>
    /// <param name="writer">Whose processor it is.</param>
    /// <param name="pieces">The pieces, each of a millisecond or a few: none is interrupted when the writer begins.</param>
    /// <param name="act">Does one, on any thread. What it throws ends the work: pieces begun are finished, no other is begun.</param>
    /// <param name="cancel">Ends it in the same way.</param>
    public static Task ForEachAsync<T>(LedgerWriter writer, IReadOnlyList<T> pieces, Action<T> act, CancellationToken cancel)
    {
        int processors = Environment.ProcessorCount;
        int begun = 0;
        return Task.WhenAll(Enumerable.Range(1, int.Min(processors, pieces.Count)).Select(
            thread => Task.Run(() => Work(isSpare: thread == processors && thread > 1), cancel)));

        void Work(bool isSpare)
        {
            try
            {
                while (!(isSpare && writer.IsWriting) && Interlocked.Increment(ref begun) is int piece && piece <= pieces.Count)
                {
                    cancel.ThrowIfCancellationRequested();
                    act(pieces[piece - 1]);
                }
            }
            catch
            {
                Interlocked.Exchange(ref begun, pieces.Count);
                throw;
            }
        }
    }
}
