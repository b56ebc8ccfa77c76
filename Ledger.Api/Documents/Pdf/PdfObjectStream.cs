using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// Small objects with consecutive numbers, compressed together (ISO 32000-1 §7.5.7), and the cross-reference stream that tells where they are
/// (§7.5.8). The classical table has all other objects, and none of these (§7.5.8.4).
/// </summary>
/// <param name="Number">Its own number; the cross-reference stream has the next, its first object the one after.</param>
internal sealed record PdfObjectStream(int Number)
{
    // A type, the number of the object stream, the place in it.
    private const int EntryLength = 5;
    private const byte Compressed = 2;

    private readonly SortedDictionary<int, string> _objects = [];

    /// <summary>The cross-reference stream's number.</summary>
    public int Table => Number + 1;

    /// <summary>The lowest number of an object in it.</summary>
    public int First => Number + 2;

    /// <summary>Adds an object, in any order; false where the number was added before.</summary>
    public bool TryAdd(int number, string body) => _objects.TryAdd(number, body);

    /// <summary>The stream's dictionary entries, but for filter and length, and what it holds; only Latin-1 characters.</summary>
    public (string Entries, byte[] Data) Write()
    {
        StringBuilder objects = new();
        List<int> places = [];
        foreach (string body in _objects.Values)
        {
            places.Add(objects.Length);
            objects.Append(body).Append('\n');
        }

        string index = Index(places);
        return (string.Create(CultureInfo.InvariantCulture, $"/Type/ObjStm/N {places.Count}/First {index.Length}"), Encoding.Latin1.GetBytes(index + objects));
    }

    /// <summary>What the stream begins with: each object's number and place behind the index.</summary>
    public string Index(IReadOnlyList<int> places) =>
        string.Join(' ', places.Select((place, i) => string.Create(CultureInfo.InvariantCulture, $"{First + i} {place}"))) + "\n";

    /// <summary>The whole object of the cross-reference stream, not compressed: readers compare it.</summary>
    /// <param name="count">How many objects the object stream has.</param>
    public byte[] WriteTable(int count)
    {
        byte[] entries = new byte[EntryLength * count];
        for (int i = 0; i < count; i++)
        {
            Span<byte> entry = entries.AsSpan(EntryLength * i, EntryLength);
            entry[0] = Compressed;
            BinaryPrimitives.WriteUInt16BigEndian(entry[1..], checked((ushort)Number));
            BinaryPrimitives.WriteUInt16BigEndian(entry[3..], checked((ushort)i));
        }

        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"{Table} 0 obj\n<</Type/XRef/Size {First + count}/Index[{First} {count}]/W[1 2 2]/Length {entries.Length}>>\nstream\n");
        return [.. Encoding.ASCII.GetBytes(head), .. entries, .. "\nendstream\nendobj\n"u8];
    }
}
