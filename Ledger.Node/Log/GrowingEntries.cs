using System.Buffers.Binary;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// The entry bundles of a log as their one writer holds them: the last in memory, to which leaves are appended. <see cref="Put"/>
/// then gives the rows that changed. To try something that may not come to the disk, append to a <see cref="Clone"/>. Begin with an
/// empty one, or go on with <see cref="LogEntries.Edge"/>. Not for several threads at once.
/// </summary>
internal sealed class GrowingEntries
{
    private readonly EntryColumn _column;
    private readonly GrowingRow _last;

    /// <summary>A log without leaves.</summary>
    public GrowingEntries(EntryColumn column)
        : this(column, new GrowingRow(size: 0, []))
    {
    }

    /// <summary>A log with leaves, of which the last bundle is given.</summary>
    internal GrowingEntries(EntryColumn column, GrowingRow last)
    {
        _column = column;
        _last = last;
    }

    /// <summary>Adds a leaf of at most 65,535 bytes.</summary>
    public void Append(ReadOnlySpan<byte> leaf)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(leaf.Length, ushort.MaxValue);
        Span<byte> entry = stackalloc byte[sizeof(ushort) + leaf.Length];
        BinaryPrimitives.WriteUInt16BigEndian(entry, (ushort)leaf.Length);
        leaf.CopyTo(entry[sizeof(ushort)..]);
        _last.Append(entry);
    }

    /// <summary>Sets every bundle changed since the last time.</summary>
    /// <param name="put">Takes column, key and value: <see cref="WriteBatch.PutKept"/>, or that of a turn.</param>
    public void Put(Action<Column, byte[], byte[]> put)
    {
        foreach ((long number, byte[] bundle) in _last.TakeChanged())
        {
            put(_column.Column, _column.Key(number), bundle);
        }
    }

    /// <summary>A copy that grows on its own.</summary>
    public GrowingEntries Clone() => new(_column, _last.Clone());
}
