using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Catalogue;

/// <summary>The rows of the catalogue, by kind, code and edition, and what the event does to them.</summary>
internal static class CatalogueTable
{
    /// <summary>Wire name of <see cref="CatalogueEntered"/>.</summary>
    public const string Entered = "catalogue.entered.v1";

    /// <summary>Adds the event of the catalogue.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(
            Entered,
            EventType.CatalogueEntered,
            CatalogueEntered.Parser,
            entered => new MapSubject(MapNamespace.Catalogue, CatalogueEntry.HandleOf(entered.Kind, entered.Code)),
            Fold);
    }

    /// <summary>The newest edition of a code, or null.</summary>
    public static CatalogueEntry? FindNewest(LedgerRead read, CatalogueKind kind, string code) =>
        FindNewestEdition(read, kind, code) is { } edition ? Find(read, kind, code, edition) : null;

    /// <summary>The number of the newest edition of a code, or null.</summary>
    public static int? FindNewestEdition(LedgerRead read, CatalogueKind kind, string code)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.CatalogueNewest, NewestKey(kind.Code(), code)) is byte[] row ? ReadEdition(row) : null;
    }

    /// <summary>One edition of a code, or null.</summary>
    public static CatalogueEntry? Find(LedgerRead read, CatalogueKind kind, string code, int edition)
    {
        ArgumentNullException.ThrowIfNull(read);
        return edition > 0 && read.Get(Column.Catalogue, EditionKey(kind.Code(), code, edition)) is byte[] row
            ? Read(kind, code, edition, row)
            : null;
    }

    /// <summary>The codes of one kind and their newest editions, in the order of the codes.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="kind">Which kind.</param>
    /// <param name="after">The code to go on after; null to start at the beginning.</param>
    public static IEnumerable<CatalogueEntry> AllNewest(LedgerRead read, CatalogueKind kind, string? after)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[] prefix = RowKey.Of(kind.Code());
        byte[]? last = after is null ? null : NewestKey(kind.Code(), after);
        return read.Scan(Column.CatalogueNewest, prefix, last).Select(row =>
        {
            // What stands behind the kind's own length is the code.
            string code = System.Text.Encoding.UTF8.GetString(row.Key.AsSpan(prefix.Length));
            return Find(read, kind, code, ReadEdition(row.Value))!;
        });
    }

    private static void Fold(LedgerWrite write, CatalogueEntered entered, EventPosition position)
    {
        CatalogueRow row = new()
        {
            Definition = entered.Definition,
            EnteredBy = entered.EnteredBy,
            Index = position.Index,
            Time = position.Time.ToUnixTimeMilliseconds(),
        };
        write.Put(Column.Catalogue, EditionKey(entered.Kind, entered.Code, (int)entered.Edition), row.ToByteArray());
        write.Put(Column.CatalogueNewest, NewestKey(entered.Kind, entered.Code), RowKey.Of(entered.Edition));
    }

    // The code stands last and bare, so that codes of one kind sort as texts do.
    private static byte[] NewestKey(string kind, string code) =>
        new RowKey().Add(kind).AddFixed(System.Text.Encoding.UTF8.GetBytes(code)).ToArray();

    private static byte[] EditionKey(string kind, string code, int edition) =>
        new RowKey().Add(kind).Add(code).Add(edition).ToArray();

    private static int ReadEdition(byte[] row) => (int)System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(row);

    private static CatalogueEntry Read(CatalogueKind kind, string code, int edition, byte[] bytes)
    {
        CatalogueRow row = CatalogueRow.Parser.ParseFrom(bytes);
        return new CatalogueEntry(
            kind, code, edition, row.Definition.Memory, row.EnteredBy, row.Index, DateTimeOffset.FromUnixTimeMilliseconds(row.Time));
    }
}
