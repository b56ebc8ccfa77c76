using System.Collections.Concurrent;

namespace Ledger.Node.Log;

/// <summary>
/// Work in pieces on all processors, of which one is left to the writer while it has something to write. Everybody waits for the writer, and
/// with more threads than processors it would have to wait for one itself.
/// </summary>
internal static class BesideWriter
{
    /// <summary>Does each piece once, in any order and several at a time.</summary>
    /// <param name="writer">Whose processor it is.</param>
    /// <param name="pieces">The pieces, each of a millisecond or a few: none is interrupted when the writer begins.</param>
    /// <param name="act">Does one, on any thread. What it throws ends the work: pieces begun are finished, no other is begun.</param>
    /// <param name="cancel">Ends it in the same way.</param>
    public static async Task ForEachAsync<T>(LedgerWriter writer, IReadOnlyList<T> pieces, Action<T> act, CancellationToken cancel)
    {
        int others = int.Max(1, Environment.ProcessorCount - 1);
        int begun = 0;
        int isHelped = others == Environment.ProcessorCount ? 1 : 0;
        ConcurrentQueue<Task> helpers = [];
        try
        {
            await Task.WhenAll(Enumerable.Range(0, int.Min(others, pieces.Count)).Select(_ => Task.Run(() => Work(isHelper: false), cancel)));
        }
        finally
        {
            await Task.WhenAll(helpers);
        }

        void Work(bool isHelper)
        {
            try
            {
                while (!(isHelper && writer.IsWriting) && Interlocked.Increment(ref begun) is int piece && piece <= pieces.Count)
                {
                    cancel.ThrowIfCancellationRequested();
                    if (piece < pieces.Count && !writer.IsWriting && Interlocked.Exchange(ref isHelped, 1) == 0)
                    {
                        helpers.Enqueue(Task.Run(() => Work(isHelper: true), cancel));
                    }

                    act(pieces[piece - 1]);
                }
            }
            catch
            {
                Interlocked.Exchange(ref begun, pieces.Count);
                throw;
            }
            finally
            {
                if (isHelper)
                {
                    Volatile.Write(ref isHelped, 0); // gone to make room for the writer; another comes when that rests again
                }
            }
        }
    }
}
