using System.Buffers.Binary;

namespace Ledger.Crypto.Transparency;

/// <summary>Up to 256 entries of a log, each behind its length in two bytes (c2sp.org/tlog-tiles).</summary>
public static class EntryBundle
{
    /// <summary>The longest bundle in bytes.</summary>
    public const int MaxLength = TilePath.Width * (sizeof(ushort) + ushort.MaxValue);

    /// <summary>The entries, in their order; they share the bundle's memory.</summary>
    /// <exception cref="FormatException">More than 256 entries, or the last one is cut off.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Parse(ReadOnlyMemory<byte> bundle)
    {
        List<ReadOnlyMemory<byte>> entries = [];
        ReadOnlyMemory<byte> rest = bundle;
        while (!rest.IsEmpty)
        {
            int length = rest.Length < sizeof(ushort) ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            if (entries.Count == TilePath.Width || length > rest.Length - sizeof(ushort))
            {
                throw new FormatException($"An entry bundle is whole entries, at most {TilePath.Width}.");
            }

            entries.Add(rest.Slice(sizeof(ushort), length));
            rest = rest[(sizeof(ushort) + length)..];
        }

        return entries;
    }
}
