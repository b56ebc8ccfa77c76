using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>
/// A hash tree over records by ranges of their keys, so that two parties find where they differ by comparing few hashes: equal records, equal
/// hashes, in whatever order they came. A range with few records is <c>SM3(0x00 ‖ key ‖ value …)</c>, any other <c>SM3(0x01 ‖ the hashes of its four
/// parts)</c>, an empty one zeros.
/// </summary>
public sealed class RangeTree
{
    /// <summary>As many records of a range are told themselves.</summary>
    public const int Few = 8;

    private readonly RangeEntry[] _entries;
    private readonly Dictionary<KeyRange, Digest> _hashes = [];

    /// <summary>The tree of some records.</summary>
    /// <param name="entries">In any order.</param>
    /// <exception cref="ArgumentException">Two have the same key.</exception>
    public RangeTree(IEnumerable<RangeEntry> entries)
    {
        _entries = [.. entries];
        Array.Sort(_entries, (one, other) => one.Key.Span.SequenceCompareTo(other.Key.Span));
        for (int i = 1; i < _entries.Length; i++)
        {
            if (_entries[i].Key == _entries[i - 1].Key)
            {
                throw new ArgumentException("Two records have the same key.", nameof(entries));
            }
        }

        _ = HashOf(KeyRange.All, 0, _entries.Length);
    }

    /// <summary>How many records.</summary>
    public int Count => _entries.Length;

    /// <summary>What is in a range.</summary>
    public RangeAnswer Of(KeyRange range)
    {
        (int first, int end) = (LowerBound(range), UpperBound(range));
        RangeEntry[]? few = end - first <= Few || range.Digits == KeyRange.MostDigits ? _entries[first..end] : null;
        return new RangeAnswer(end - first, few is null ? _hashes[range] : HashOf(few), few);
    }

    /// <summary>The records of a range, however many, in the order of their keys.</summary>
    public IReadOnlyList<RangeEntry> EntriesOf(KeyRange range) => new ArraySegment<RangeEntry>(_entries, LowerBound(range), UpperBound(range) - LowerBound(range));

    /// <summary>The hash of few records.</summary>
    internal static Digest HashOf(IReadOnlyList<RangeEntry> few)
    {
        if (few.Count == 0)
        {
            return default;
        }

        byte[] bytes = [0, .. few.SelectMany(entry => (byte[])[.. entry.Key.Span, .. entry.Value.Span])];
        return Sm3.Hash(bytes);
    }

    /// <summary>The hash of a range out of those of its four parts.</summary>
    internal static Digest HashOf(IEnumerable<Digest> parts) => Sm3.Hash([1, .. parts.SelectMany(part => part.ToArray())]);

    private Digest HashOf(KeyRange range, int first, int end)
    {
        if (end - first <= Few || range.Digits == KeyRange.MostDigits)
        {
            return HashOf(_entries[first..end]);
        }

        Digest[] parts = new Digest[KeyRange.FanOut];
        int from = first;
        foreach ((KeyRange part, int place) in range.Parts().Select((part, place) => (part, place)))
        {
            int to = from;
            while (to < end && part.Has(_entries[to].Key))
            {
                to++;
            }

            parts[place] = HashOf(part, from, to);
            from = to;
        }

        return _hashes[range] = HashOf(parts);
    }

    private int LowerBound(KeyRange range) => Bound(entry => KeyRange.Of(entry.Key, range.Digits).Prefix < range.Prefix);

    private int UpperBound(KeyRange range) => Bound(entry => KeyRange.Of(entry.Key, range.Digits).Prefix <= range.Prefix);

    private int Bound(Func<RangeEntry, bool> isBefore)
    {
        (int low, int high) = (0, _entries.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = isBefore(_entries[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
