using System.Buffers.Binary;

namespace Ledger.Node.Storage;

/// <summary>
/// The changes of a batch to one column, found by key. Keys and values are copied into rented room: a group of a thousand licences has 21,000 rows, and
/// as arrays of their own they would be 42,000 objects for collecting garbage to find alive and move. Most columns are asked for single rows only; order costs its comparisons
/// where somebody asks for it, from then on.
/// </summary>
internal sealed class ColumnChanges
{
    // A longer value stays in the array it came in.
    private const int LongValue = 8 << 10;
    private const int Deleted = -1;

    private readonly List<byte[]> _long = [];
    private RentedList<byte> _bytes;
    private RentedList<Row> _rows;
    private RentedList<int> _heads; // by the lowest bits of the hash: one more than the number of the newest row, 0 for none
    private List<int>? _ordered;

    /// <summary>How many rows are changed.</summary>
    public int Count => _rows.Count;

    /// <summary>The key of a changed row, 0 to <see cref="Count"/> − 1; valid until the next change.</summary>
    public ReadOnlySpan<byte> KeyOf(int row)
    {
        ref readonly Row at = ref _rows.Items[row];
        return _bytes.Items.Slice(at.Key, at.KeyLength);
    }

    /// <summary>Whether a changed row is removed.</summary>
    public bool IsDeleted(int row) => _rows.Items[row].ValueLength == Deleted;

    /// <summary>The value of a changed row that is not removed; valid until the next change.</summary>
    public ReadOnlySpan<byte> ValueOf(int row)
    {
        ref readonly Row at = ref _rows.Items[row];
        return at.ValueLength > LongValue ? _long[at.Value] : _bytes.Items.Slice(at.Value, at.ValueLength);
    }

    /// <summary>Sets a row. The value is copied, or, beyond 8 KiB, kept: it must not be changed afterwards.</summary>
    public void Set(ReadOnlySpan<byte> key, byte[] value) => Set(PlaceFor(key, HashOf(key)), value, value.Length > LongValue ? value : null);

    /// <summary>Sets a row.</summary>
    public void Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        Set(PlaceFor(key, HashOf(key)), value, value.Length > LongValue ? value.ToArray() : null);

    /// <summary>Removes a row, if it is there.</summary>
    public void Delete(ReadOnlySpan<byte> key) => Delete(PlaceFor(key, HashOf(key)));

    /// <summary>Whether the row is changed, and to what: null for removed.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, out byte[]? value)
    {
        int row = Find(key, HashOf(key));
        value = row >= 0 && !IsDeleted(row) ? ValueOf(row).ToArray() : null;
        return row >= 0;
    }

    /// <summary>Lays later changes over these.</summary>
    public void Absorb(ColumnChanges later)
    {
        for (int row = 0; row < later.Count; row++)
        {
            Row change = later._rows.Items[row];
            int place = PlaceFor(later.KeyOf(row), change.Hash);
            if (change.ValueLength == Deleted)
            {
                Delete(place);
            }
            else
            {
                Set(place, later.ValueOf(row), change.ValueLength > LongValue ? later._long[change.Value] : null);
            }
        }
    }

    /// <summary>The changed rows in the order of their keys.</summary>
    public int[] InOrder()
    {
        Place[] places = new Place[Count];
        for (int row = 0; row < places.Length; row++)
        {
            places[row] = new Place(Start(KeyOf(row)), row);
        }

        Array.Sort(places, Compare);
        return Array.ConvertAll(places, place => place.Row);
    }

    /// <summary>The changes to rows whose key begins with the prefix and sorts after <paramref name="after"/>, in key order.</summary>
    public IEnumerable<KeyValuePair<byte[], byte[]?>> InOrder(byte[] prefix, byte[]? after)
    {
        Order();
        bool isAfter = after is not null && after.AsSpan().SequenceCompareTo(prefix) >= 0;
        int place = PlaceOf(isAfter ? after : prefix);
        place += isAfter && place < _ordered!.Count && KeyOf(_ordered[place]).SequenceEqual(after) ? 1 : 0;
        for (; place < _ordered!.Count && KeyOf(_ordered[place]).StartsWith(prefix); place++)
        {
            yield return RowAt(_ordered[place]);
        }
    }

    /// <summary>A copy of a changed row; a null value is a deletion.</summary>
    public KeyValuePair<byte[], byte[]?> RowAt(int row) => new(KeyOf(row).ToArray(), IsDeleted(row) ? null : ValueOf(row).ToArray());

    /// <summary>Gives the room back: there are no changes any more.</summary>
    public void Release()
    {
        _bytes.Release();
        _rows.Release();
        _heads.Release();
        _long.Clear();
        _ordered = null;
    }

    private void Delete(int row) => _rows.Items[row].ValueLength = Deleted;

    private void Set(int row, ReadOnlySpan<byte> value, byte[]? whole)
    {
        ref Row at = ref _rows.Items[row];
        bool wasLong = at.ValueLength > LongValue;
        bool hasRoom = !wasLong && at.ValueLength >= value.Length;
        at.ValueLength = value.Length;
        if (whole is null)
        {
            at.Value = hasRoom ? at.Value : _bytes.Count;
            value.CopyTo(hasRoom ? _bytes.Items.Slice(at.Value, value.Length) : _bytes.Add(value.Length));
        }
        else if (wasLong)
        {
            _long[at.Value] = whole;
        }
        else
        {
            at.Value = _long.Count;
            _long.Add(whole);
        }
    }

    /// <summary>The row's number; a row that is not there yet is entered, and what becomes of it is the caller's to say.</summary>
    private int PlaceFor(ReadOnlySpan<byte> key, int hash)
    {
        int row = Find(key, hash);
        return row >= 0 ? row : Enter(key, hash);
    }

    /// <summary>The row's number, or −1.</summary>
    private int Find(ReadOnlySpan<byte> key, int hash)
    {
        int row = Count == 0 ? -1 : _heads.Items[hash & (_heads.Count - 1)] - 1;
        while (row >= 0 && !(_rows.Items[row].Hash == hash && KeyOf(row).SequenceEqual(key)))
        {
            row = _rows.Items[row].Next;
        }

        return row;
    }

    private int Enter(ReadOnlySpan<byte> key, int hash)
    {
        int row = Count;
        int start = _bytes.Count;
        key.CopyTo(_bytes.Add(key.Length));
        _rows.Add(1)[0] = new Row { Hash = hash, Key = start, KeyLength = key.Length, ValueLength = Deleted };
        if (Count > _heads.Count)
        {
            Widen();
        }
        else
        {
            Link(row);
        }

        return row;
    }

    private void Widen()
    {
        int width = Math.Max(8, 2 * _heads.Count);
        _heads.Release();
        _heads.Add(width).Clear();
        for (int row = 0; row < Count; row++)
        {
            Link(row);
        }
    }

    private void Link(int row)
    {
        ref Row at = ref _rows.Items[row];
        ref int head = ref _heads.Items[at.Hash & (_heads.Count - 1)];
        at.Next = head - 1;
        head = row + 1;
    }

    // Rows keep their numbers: what was put in order once needs only the places of those entered since.
    private void Order()
    {
        if (_ordered is null)
        {
            _ordered = [.. InOrder()];
            return;
        }

        for (int row = _ordered.Count; row < Count; row++)
        {
            _ordered.Insert(PlaceOf(KeyOf(row)), row);
        }
    }

    private int PlaceOf(ReadOnlySpan<byte> key)
    {
        int low = 0;
        int high = _ordered!.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool isBefore = KeyOf(_ordered[middle]).SequenceCompareTo(key) < 0;
            (low, high) = isBefore ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int HashOf(ReadOnlySpan<byte> key) => RowBytes.Instance.GetHashCode(key);

    private int Compare(Place x, Place y) =>
        x.Start != y.Start ? x.Start.CompareTo(y.Start) : KeyOf(x.Row).SequenceCompareTo(KeyOf(y.Row));

    // Eight bytes say the order of nearly all keys.
    private static ulong Start(ReadOnlySpan<byte> key)
    {
        Span<byte> start = stackalloc byte[sizeof(ulong)];
        start.Clear();
        key[..Math.Min(key.Length, start.Length)].CopyTo(start);
        return BinaryPrimitives.ReadUInt64BigEndian(start);
    }

    private readonly record struct Place(ulong Start, int Row);

    /// <summary>Where key and value lie among the bytes; a long value, which of those.</summary>
    private struct Row
    {
        public int Hash;
        public int Next;
        public int Key;
        public int KeyLength;
        public int Value;
        public int ValueLength;
    }
}
