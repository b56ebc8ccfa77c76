using System.Buffers.Binary;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>The stored leaves of a log as readers see them: one by one, in bundles, or all in order. Cheap to make.</summary>
/// <param name="rows">Where to read.</param>
/// <param name="column">Which log.</param>
internal sealed class LogEntries(LedgerRead rows, EntryColumn column)
{
    private const int ReferenceBytes = 16; // what a ReadOnlyMemory takes

    /// <summary>This node's own log.</summary>
    public static LogEntries Own(LedgerRead rows) => new(rows, EntryColumn.Own);

    /// <summary>The first leaves of a bundle, each behind its length in two bytes: the beginning of the full one.</summary>
    /// <param name="number">Number of the bundle.</param>
    /// <param name="width">1 to 256 leaves.</param>
    /// <exception cref="StoreException">It is missing, has fewer leaves, or is damaged.</exception>
    public byte[] Bundle(long number, int width)
    {
        byte[] bundle = Row(number) ?? throw Missing(number);
        int length = 0;
        for (int i = 0; i < width; i++)
        {
            length += sizeof(ushort) + (bundle.Length - length >= sizeof(ushort)
                ? BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(length))
                : throw Missing(number));
        }

        return length == bundle.Length ? bundle : length < bundle.Length ? bundle[..length] : throw Missing(number);
    }

    /// <summary>A leaf, or null where the log ends before it.</summary>
    /// <exception cref="StoreException">The bundle is damaged.</exception>
    public ReadOnlyMemory<byte>? Find(long index)
    {
        byte[] key = column.Key(index / TilePath.Width);
        int place = (int)(index % TilePath.Width);
        GrownCache? cache = rows.GrownCacheOf(column.Column);
        IReadOnlyList<ReadOnlyMemory<byte>>? leaves = cache?.Get<IReadOnlyList<ReadOnlyMemory<byte>>>(column.Column, key);
        if (leaves is null || place >= leaves.Count)
        {
            if (Row(index / TilePath.Width) is not byte[] bundle)
            {
                return null;
            }

            leaves = Parse(bundle, index / TilePath.Width);
            cache?.Put(column.Column, key, leaves, bundle.Length + (leaves.Count * ReferenceBytes));
        }

        if (place >= leaves.Count)
        {
            return null;
        }

        return leaves[place];
    }

    /// <summary>A leaf.</summary>
    /// <exception cref="StoreException">It is missing or damaged.</exception>
    public ReadOnlyMemory<byte> Leaf(long index) => Find(index) ?? throw new StoreException($"Leaf {index} is missing.");

    /// <summary>The leaves of <paramref name="from"/> ≤ index &lt; <paramref name="size"/>, a bundle read at a time.</summary>
    /// <exception cref="StoreException">One is missing or damaged.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> From(long from, long size)
    {
        for (long index = from; index < size;)
        {
            long number = index / TilePath.Width;
            long first = number * TilePath.Width;
            IReadOnlyList<ReadOnlyMemory<byte>> leaves = Parse(Bundle(number, (int)Math.Min(TilePath.Width, size - first)), number);
            for (; index < first + leaves.Count; index++)
            {
                yield return leaves[(int)(index - first)];
            }
        }
    }

    /// <summary>The first <paramref name="size"/> leaves as a writer goes on from them.</summary>
    /// <exception cref="StoreException">The last bundle is missing or damaged.</exception>
    public GrowingEntries Edge(long size)
    {
        int width = (int)(size % TilePath.Width);
        return new GrowingEntries(column, new GrowingRow(size, width == 0 ? [] : Bundle(size / TilePath.Width, width)));
    }

    private byte[]? Row(long number) => rows.Get(column.Column, column.Key(number));

    private IReadOnlyList<ReadOnlyMemory<byte>> Parse(byte[] bundle, long number)
    {
        try
        {
            return EntryBundle.Parse(bundle);
        }
        catch (FormatException damage)
        {
            throw new StoreException(StoreFault.Damaged, $"{column.Column}: bundle {number} is damaged.", damage);
        }
    }

    private StoreException Missing(long number) => new($"{column.Column}: bundle {number} is missing, too short or damaged.");
}
