using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>
/// Finds where one's own records and another party's differ: asks for the hash of everything, then for those of the four parts of each range that
/// differs, until few records are left, which are told. What the other says is held against what it said before; who contradicts itself, or goes on for
/// ever, is not listened to any longer.
/// </summary>
public sealed class RangeComparison
{
    /// <summary>The most ranges of one question.</summary>
    public const int MostAtOnce = 256;

    private readonly RangeTree _own;
    private readonly int _mostDifferences;
    private readonly List<Digest> _missing = [];
    private readonly List<Digest> _surplus = [];
    private readonly List<Digest> _different = [];
    private int _hashes;
    private int _questions;

    private RangeComparison(RangeTree own, int mostDifferences) => (_own, _mostDifferences) = (own, mostDifferences);

    private int Count => _missing.Count + _surplus.Count + _different.Count;

    /// <summary>Compares.</summary>
    /// <param name="own">One's own records.</param>
    /// <param name="ask">Asks the other for ranges, at most 256 at once; the answers in the same order.</param>
    /// <param name="mostDifferences">After so many it is given up.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="FormatException">The other's answers cannot be true: another number of them, records out of place, hashes that do not fit.</exception>
    public static async Task<RangeDifferences> RunAsync(
        RangeTree own, Func<IReadOnlyList<KeyRange>, CancellationToken, Task<IReadOnlyList<RangeAnswer>>> ask, int mostDifferences, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(ask);
        RangeComparison comparison = new(own, mostDifferences);
        Queue<KeyRange> open = new([KeyRange.All]);
        Dictionary<KeyRange, Digest> stated = [];
        while (open.Count > 0 && comparison.Count < mostDifferences)
        {
            // All four parts of a range in one question: their hashes have to give the range's own.
            KeyRange[] asked = [.. Take(open)];
            IReadOnlyList<RangeAnswer> answers = await ask(asked, cancel);
            comparison._questions++;
            comparison._hashes += asked.Length;
            comparison.Take(asked, answers, stated, open);
        }

        return new RangeDifferences(
            comparison._missing, comparison._surplus, comparison._different, open.Count == 0, comparison._hashes, comparison._questions);
    }

    private static IEnumerable<KeyRange> Take(Queue<KeyRange> open)
    {
        for (int i = 0; i < MostAtOnce && open.TryDequeue(out KeyRange range); i++)
        {
            yield return range;
        }
    }

    private void Take(KeyRange[] asked, IReadOnlyList<RangeAnswer> answers, Dictionary<KeyRange, Digest> stated, Queue<KeyRange> open)
    {
        if (answers.Count != asked.Length)
        {
            throw new FormatException("There are not as many answers as questions.");
        }

        foreach ((KeyRange range, RangeAnswer answer) in asked.Zip(answers))
        {
            RequireForm(range, answer);
        }

        for (int i = 0; i < asked.Length && asked[i].Digits > 0; i += KeyRange.FanOut)
        {
            KeyRange whole = new(asked[i].Prefix, asked[i].Digits - 1);
            if (!stated.Remove(whole, out Digest hash) || RangeTree.HashOf(answers.Skip(i).Take(KeyRange.FanOut).Select(answer => answer.Hash)) != hash)
            {
                throw new FormatException("The hashes of four parts do not give the one that was stated of the whole.");
            }
        }

        foreach ((KeyRange range, RangeAnswer answer) in asked.Zip(answers).Where(pair => _own.Of(pair.First).Hash != pair.Second.Hash))
        {
            if (answer.Entries is IReadOnlyList<RangeEntry> entries)
            {
                Compare(_own.EntriesOf(range), entries);
                continue;
            }

            stated[range] = answer.Hash;
            foreach (KeyRange part in range.Parts())
            {
                open.Enqueue(part);
            }
        }
    }

    private static void RequireForm(KeyRange range, RangeAnswer answer)
    {
        if (answer.Entries is not IReadOnlyList<RangeEntry> entries)
        {
            if (answer.Count <= RangeTree.Few || range.Digits == KeyRange.MostDigits)
            {
                throw new FormatException("Few records are told themselves.");
            }

            return;
        }

        bool fits = entries.Count == answer.Count && (entries.Count <= RangeTree.Few || range.Digits == KeyRange.MostDigits)
            && entries.All(entry => range.Has(entry.Key))
            && entries.Zip(entries.Skip(1)).All(pair => pair.First.Key.Span.SequenceCompareTo(pair.Second.Key.Span) < 0)
            && RangeTree.HashOf(entries) == answer.Hash;
        if (!fits)
        {
            throw new FormatException("The records that were told do not give the hash, or lie elsewhere.");
        }
    }

    private void Compare(IReadOnlyList<RangeEntry> own, IReadOnlyList<RangeEntry> others)
    {
        Dictionary<Digest, Digest> mine = own.ToDictionary(entry => entry.Key, entry => entry.Value);
        foreach (RangeEntry other in others)
        {
            if (!mine.Remove(other.Key, out Digest value))
            {
                _missing.Add(other.Key);
            }
            else if (value != other.Value)
            {
                _different.Add(other.Key);
            }
        }

        _surplus.AddRange(mine.Keys.Take(Math.Max(0, _mostDifferences - Count)));
    }
}
