using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>The rows under which an authority finds the open flags on its licences, the oldest first.</summary>
internal static class FlagTable
{
    /// <summary>Brings the rows from what a licence was, null where it was nothing, to what it is. Called by folds only.</summary>
    public static void Change(LedgerWrite write, Licence? before, Licence after)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(after);
        IReadOnlyList<LicenceFlag> were = before?.Flags ?? [];
        if (were.Count == 0 && after.Flags.Count == 0)
        {
            return;
        }

        foreach (LicenceFlag gone in were.Except(after.Flags))
        {
            write.Delete(Column.LicenceFlags, KeyOf(after.Identifier.Issuer, gone.Index));
        }

        foreach (LicenceFlag flag in after.Flags.Except(were))
        {
            write.Put(Column.LicenceFlags, KeyOf(after.Identifier.Issuer, flag.Index), after.Handle.Span);
        }
    }

    /// <summary>Open flags on the licences of an authority, the oldest first.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="issuer">The authority.</param>
    /// <param name="after">Log index of the flag to go on after; null to start at the beginning.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<(Licence Licence, LicenceFlag Flag)> OfIssuer(LedgerRead read, string issuer, long? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[] prefix = RowKey.Of(issuer);
        byte[]? last = after is long index ? KeyOf(issuer, index) : null;
        foreach (KeyValuePair<byte[], byte[]> row in read.Scan(Column.LicenceFlags, prefix, last, limit))
        {
            Licence licence = LicenceTable.Get(read, ByteString.CopyFrom(row.Value));
            yield return (licence, licence.Flags.Single(flag => KeyOf(issuer, flag.Index).AsSpan().SequenceEqual(row.Key)));
        }
    }

    private static byte[] KeyOf(string issuer, long index) => new RowKey().Add(issuer).Add(index).ToArray();
}
