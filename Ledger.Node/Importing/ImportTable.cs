using System.Globalization;
using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Importing;

/// <summary>The rows of the imports. They are local to this node: the log holds what became of the rows, not how they came.</summary>
internal static class ImportTable
{
    /// <summary>A job's row, or null.</summary>
    public static ImportJobRow? Find(LedgerRead read, ReadOnlySpan<byte> id) =>
        read.Get(Column.Imports, id) is { } row ? ImportJobRow.Parser.ParseFrom(row) : null;

    /// <summary>Every job, in the order of their names, which is no order.</summary>
    public static IEnumerable<(byte[] Id, ImportJobRow Row)> All(LedgerRead read) =>
        read.Scan(Column.Imports, []).Select(row => (row.Key, ImportJobRow.Parser.ParseFrom(row.Value)));

    /// <summary>Sets a job's row.</summary>
    public static void Put(LedgerWrite write, ReadOnlySpan<byte> id, ImportJobRow row) => write.Put(Column.Imports, id, row.ToByteArray());

    /// <summary>Removes a job's row.</summary>
    public static void Remove(LedgerWrite write, ReadOnlySpan<byte> id) => write.Delete(Column.Imports, id);

    /// <summary>Whether a row of a job stands refused.</summary>
    public static bool IsRefused(LedgerRead read, ReadOnlySpan<byte> id, long number) =>
        read.Get(Column.ImportRefusals, KeyOf(id, number)) is not null;

    /// <summary>Keeps what was refused, sealed.</summary>
    public static void PutRefused(LedgerWrite write, ReadOnlySpan<byte> id, long number, ReadOnlySpan<byte> sealedRow) =>
        write.Put(Column.ImportRefusals, KeyOf(id, number), sealedRow);

    /// <summary>Removes what was refused.</summary>
    public static void RemoveRefused(LedgerWrite write, ReadOnlySpan<byte> id, long number) =>
        write.Delete(Column.ImportRefusals, KeyOf(id, number));

    /// <summary>The rows of a job that stand refused, sealed, in the order of their numbers, after one of them.</summary>
    public static IEnumerable<(long Number, byte[] Sealed)> Refused(LedgerRead read, byte[] id, long after, int limit) =>
        read.Scan(Column.ImportRefusals, id, KeyOf(id, after), limit).Select(
            row => (System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(row.Key.AsSpan(ImportKey.IdLength)), row.Value));

    /// <summary>The name under which a refused row is sealed.</summary>
    public static string NameOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] KeyOf(ReadOnlySpan<byte> id, long number) => new RowKey().AddFixed(id).Add(number).ToArray();
}
