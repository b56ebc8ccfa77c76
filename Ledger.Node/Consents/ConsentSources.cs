using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>
/// The rows of how it stands with what consents open in other provinces. They are this node's memory of what others' logs hold, and not the log's: a province that is told
/// again gives the same answer.
/// </summary>
internal static class ConsentSources
{
    private const byte Open = 0;
    private const byte Closed = 1;

    /// <summary>A consent was granted: its provinces are to be told.</summary>
    public static void Begin(LedgerWrite write, ByteString consent, int sources) => Put(
        write, consent, new ConsentSourcesRow { Sources = { Enumerable.Range(0, sources).Select(_ => new PlacedSource()) } }, isWithdrawn: false);

    /// <summary>A consent was withdrawn: those that have it are to be told.</summary>
    public static void Withdraw(LedgerWrite write, ByteString consent)
    {
        if (Find(write, consent) is ConsentSourcesRow row)
        {
            Put(write, consent, row, isWithdrawn: true);
        }
    }

    /// <summary>A province answered. What is proven is not overwritten by what is said.</summary>
    /// <param name="write">The turn.</param>
    /// <param name="consent">The consent.</param>
    /// <param name="place">Which of its sources.</param>
    /// <param name="source">How it stands from here on.</param>
    public static void Note(LedgerWrite write, ByteString consent, int place, PlacedSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Find(write, consent) is not ConsentSourcesRow row || place >= row.Sources.Count)
        {
            return;
        }

        SourceOutcome before = row.Sources[place].Outcome;
        if (before == SourceOutcome.Waiting || source.Outcome is SourceOutcome.Withdrawn or SourceOutcome.Over || (before == SourceOutcome.Refused && source.Outcome == SourceOutcome.Placed))
        {
            row.Sources[place] = source;
        }

        Put(write, consent, row, ConsentTable.Find(write, consent)?.WithdrawnAt is not null);
    }

    /// <summary>Nobody is told of a consent any more: it cannot be read.</summary>
    public static void Close(LedgerWrite write, ByteString consent)
    {
        if (Find(write, consent) is ConsentSourcesRow row)
        {
            write.Delete(Column.ConsentSources, KeyOf(Open, consent));
            write.Put(Column.ConsentSources, KeyOf(Closed, consent), row.ToByteArray());
        }
    }

    /// <summary>How it stands with each source of a consent; all waiting where nothing is known.</summary>
    public static IReadOnlyList<PlacedSource> Of(LedgerRead rows, ByteString consent, int sources) =>
        sources == 0 ? [] : Find(rows, consent) is ConsentSourcesRow row && row.Sources.Count == sources ? [.. row.Sources] : [.. Enumerable.Repeat(new PlacedSource(), sources)];

    /// <summary>Consents of which some province has still to be told, by their handles.</summary>
    public static IReadOnlyList<ByteString> Untold(LedgerRead rows, ByteString? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(rows);
        byte[]? last = after is null ? null : KeyOf(Open, after);
        return [.. rows.Scan(Column.ConsentSources, [Open], last, limit).Select(row => ByteString.CopyFrom(row.Key.AsSpan(1)))];
    }

    /// <summary>Whether a consent stands, or may, in another province.</summary>
    public static bool StandElsewhere(LedgerRead rows, ByteString consent) =>
        Find(rows, consent)?.Sources.Any(source => source.Outcome is SourceOutcome.Placed or SourceOutcome.Waiting) is true;

    /// <summary>Whether a source has still to be told.</summary>
    public static bool IsUntold(PlacedSource source, bool isWithdrawn) =>
        source.Outcome is SourceOutcome.Waiting || (isWithdrawn && source.Outcome is SourceOutcome.Placed);

    private static ConsentSourcesRow? Find(LedgerRead rows, ByteString consent) =>
        (rows.Get(Column.ConsentSources, KeyOf(Open, consent)) ?? rows.Get(Column.ConsentSources, KeyOf(Closed, consent))) is byte[] row
            ? ConsentSourcesRow.Parser.ParseFrom(row)
            : null;

    private static void Put(LedgerWrite write, ByteString consent, ConsentSourcesRow row, bool isWithdrawn)
    {
        bool isOpen = row.Sources.Any(source => IsUntold(source, isWithdrawn));
        write.Delete(Column.ConsentSources, KeyOf(isOpen ? Closed : Open, consent));
        write.Put(Column.ConsentSources, KeyOf(isOpen ? Open : Closed, consent), row.ToByteArray());
    }

    private static byte[] KeyOf(byte state, ByteString consent) => [state, .. Handle.Checked(consent).Span];
}
