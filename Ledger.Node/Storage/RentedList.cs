using System.Buffers;

namespace Ledger.Node.Storage;

/// <summary>
/// A list in an array that is rented, and rented anew when it has become too short. What is collected for one batch after the other then lies in the same
/// few arrays, and collecting garbage has nothing to move.
/// </summary>
/// <typeparam name="T">Holds no references.</typeparam>
internal struct RentedList<T>
    where T : unmanaged
{
    private T[]? _items;
    private int _count;

    /// <summary>How many there are.</summary>
    public readonly int Count => _count;

    /// <summary>All of them; valid until the next <see cref="Add(int)"/> and <see cref="Release"/>.</summary>
    public readonly Span<T> Items => _items.AsSpan(0, _count);

    /// <summary>Adds so many at the end, of any content: to be written by the caller.</summary>
    public Span<T> Add(int count)
    {
        if (_items is null || _items.Length - _count < count)
        {
            T[] longer = ArrayPool<T>.Shared.Rent(Math.Max(checked(_count + count), 2 * _count));
            Items.CopyTo(longer);
            GiveBack();
            _items = longer;
        }

        Span<T> added = _items.AsSpan(_count, count);
        _count += count;
        return added;
    }

    /// <summary>Gives the array back: the list is empty.</summary>
    public void Release()
    {
        GiveBack();
        _items = null;
        _count = 0;
    }

    private readonly void GiveBack()
    {
        if (_items is not null)
        {
            ArrayPool<T>.Shared.Return(_items);
        }
    }
}
