using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>
/// Which kinds of materials of a holder a change has invalidated. A flag is never taken off: what was handed in after it counts again.
/// </summary>
internal static class MaterialFlagTable
{
    /// <summary>Wire name of <see cref="MaterialsFlagged"/>.</summary>
    public const string Flagged = "holder.materials-flagged.v1";

    /// <summary>Adds the event. It leaves the holder's status as it is.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(
            Flagged,
            EventType.HolderRegistered,
            MaterialsFlagged.Parser,
            flagged => new MapSubject(MapNamespace.Holder, flagged.Holder),
            Fold);
    }

    /// <summary>The flags of a holder by material type, the newest of each rule; in the order of types and rules.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="holder">The holder's 16 bytes.</param>
    /// <param name="materialType">材料目录编码; null for all types.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<MaterialFlag> Of(LedgerRead read, ByteString holder, string? materialType, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);
        RowKey prefix = new RowKey().AddFixed(Handle.Checked(holder).Span);
        byte[] key = (materialType is null ? prefix : prefix.Add(materialType)).ToArray();
        return read.Scan(Column.MaterialFlags, key, after: null, limit).Select(row => new MaterialFlag(
            TypeIn(row.Key), LicenceFlag.Of(FlagRow.Parser.ParseFrom(row.Value))));
    }

    private static void Fold(LedgerWrite write, MaterialsFlagged flagged, EventPosition position)
    {
        FlagRow row = new()
        {
            RuleCode = flagged.RuleCode,
            CauseHandle = flagged.CauseHandle,
            CauseIdentifier = flagged.CauseIdentifier,
            Index = position.Index,
            Time = position.Time.ToUnixTimeMilliseconds(),
        };
        foreach (string type in flagged.MaterialTypes)
        {
            write.Put(Column.MaterialFlags, KeyOf(flagged.Holder, type, flagged.RuleCode), row.ToByteArray());
        }
    }

    private static byte[] KeyOf(ByteString holder, string materialType, string ruleCode) =>
        new RowKey().AddFixed(Handle.Checked(holder).Span).Add(materialType).Add(ruleCode).ToArray();

    // Handle, then two bytes of length before the text.
    private static string TypeIn(byte[] key)
    {
        ReadOnlySpan<byte> text = key.AsSpan(Handle.Length);
        return System.Text.Encoding.UTF8.GetString(text.Slice(2, (text[0] << 8) | text[1]));
    }
}
