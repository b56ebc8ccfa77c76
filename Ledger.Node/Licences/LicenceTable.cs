using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Seals;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>The rows of the licences, by handle, by identifier and by holder, and what the events do to them.</summary>
internal static class LicenceTable
{
    /// <summary>Wire name of <see cref="LicenceIssued"/>.</summary>
    public const string Issued = "licence.issued.v1";

    /// <summary>Wire name of <see cref="LicenceRevoked"/>.</summary>
    public const string Revoked = "licence.revoked.v1";

    /// <summary>Wire name of <see cref="LicenceSuspended"/>.</summary>
    public const string Suspended = "licence.suspended.v1";

    /// <summary>Wire name of <see cref="LicenceResumed"/>.</summary>
    public const string Resumed = "licence.resumed.v1";

    /// <summary>Wire name of <see cref="LicenceChecked"/>.</summary>
    public const string Checked = "licence.checked.v1";

    /// <summary>Wire name of <see cref="LicenceDisputed"/>.</summary>
    public const string Disputed = "licence.disputed.v1";

    /// <summary>Wire name of <see cref="LicenceDisputeLifted"/>.</summary>
    public const string DisputeLifted = "licence.dispute-lifted.v1";

    /// <summary>Wire name of <see cref="LicenceFlagged"/>.</summary>
    public const string Flagged = "licence.flagged.v1";

    /// <summary>Wire name of <see cref="LicenceFlagCleared"/>.</summary>
    public const string FlagCleared = "licence.flag-cleared.v1";

    /// <summary>Wire name of <see cref="LicenceRippled"/>.</summary>
    public const string Rippled = "licence.rippled.v1";

    /// <summary>Adds the events of licences.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Issued, EventType.Issue, LicenceIssued.Parser, issued => Subject(issued.Handle), Fold);
        Add(events, Suspended, EventType.Suspend, LicenceSuspended.Parser, e => e.Handle);
        Add(events, Resumed, EventType.Resume, LicenceResumed.Parser, e => e.Handle);
        Add(events, Revoked, EventType.Revoke, LicenceRevoked.Parser, e => e.Handle);
        Add(events, Checked, EventType.Endorse, LicenceChecked.Parser, e => e.Handle);
        Add(events, Disputed, EventType.Dispute, LicenceDisputed.Parser, e => e.Handle);
        Add(events, DisputeLifted, EventType.DisputeLifted, LicenceDisputeLifted.Parser, e => e.Handle);
        Add(events, Flagged, EventType.Endorse, LicenceFlagged.Parser, e => e.Handle);
        Add(events, FlagCleared, EventType.Endorse, LicenceFlagCleared.Parser, e => e.Handle);
        Add(events, Rippled, EventType.Endorse, LicenceRippled.Parser, e => e.Handle);
        MaterialFlagTable.AddTo(events);
    }

    /// <summary>The licence with this handle, or null.</summary>
    public static Licence? Find(LedgerRead read, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? row = RowOf(read, handle);
        return row is null ? null : Read(row);
    }

    /// <summary>The row of the licence with this handle, for <see cref="Read"/>, or null.</summary>
    public static byte[]? RowOf(LedgerRead read, ByteString handle) => read.Get(Column.Licences, Handle.Checked(handle).Span);

    /// <summary>The licence in a row.</summary>
    public static Licence Read(byte[] row) => new(LicenceRow.Parser.ParseFrom(row));

    /// <summary>The licence with this handle.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    public static Licence Get(LedgerRead read, ByteString handle) => Find(read, handle) ?? throw NotFound();

    /// <summary>The licence with this identifier, or null.</summary>
    public static Licence? Find(LedgerRead read, LicenceIdentifier identifier)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(identifier);
        byte[]? handle = read.Get(Column.LicencesByIdentifier, RowKey.Of(identifier.ToString()));
        return handle is null ? null : Get(read, ByteString.CopyFrom(handle));
    }

    /// <summary>The licence with this identifier.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    public static Licence Get(LedgerRead read, LicenceIdentifier identifier) => Find(read, identifier) ?? throw NotFound();

    /// <summary>The licence whose issuing stands at an index of the log.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> where another event stands there.</exception>
    public static Licence GetIssuedAt(LedgerRead read, long index)
    {
        ArgumentNullException.ThrowIfNull(read);
        EventBody? body = read.Get(Column.Bodies, RowKey.Of(index)) is byte[] bytes ? EventCodec.Decode(bytes) : null;
        return body?.Name == Issued ? Get(read, LicenceIssued.Parser.ParseFrom(body.Event).Handle) : throw NotFound();
    }

    /// <summary>Returns where no licence has the identifier: asked before the turn that issues one.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.AlreadyExists"/>.</exception>
    public static void RequireUnused(LedgerRead read, LicenceIdentifier identifier)
    {
        if (Find(read, identifier) is not null)
        {
            throw new LedgerException(
                LedgerError.AlreadyExists, "证照标识已被使用。", "A licence with this identifier exists already.", "/identifier");
        }
    }

    /// <summary>The same in the turn, where it was asked before.</summary>
    /// <inheritdoc cref="RequireUnused(LedgerRead, LicenceIdentifier)" path="/exception"/>
    /// <param name="write">The turn.</param>
    /// <param name="identifier">The identifier.</param>
    /// <param name="since">Size of the checkpoint under which it was unused.</param>
    public static void RequireUnused(LedgerWrite write, LicenceIdentifier identifier, long since)
    {
        if (!write.IsUnchanged(Column.LicencesByIdentifier, RowKey.Of(identifier.ToString()), since))
        {
            RequireUnused(write, identifier);
        }
    }

    /// <summary>A holder's licences in the order of their issuing.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="holder">The holder's 16 bytes.</param>
    /// <param name="after">The issuing index to go on after; null to start at the beginning.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<Licence> OfHolder(LedgerRead read, ByteString holder, long? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[] prefix = Handle.Checked(holder).ToByteArray();
        byte[]? last = after is { } index ? HolderKey(holder, index) : null;
        return read.Scan(Column.LicencesByHolder, prefix, last, limit).Select(row => Get(read, ByteString.CopyFrom(row.Value)));
    }

    private static MapSubject Subject(ByteString handle) => new(MapNamespace.Licence, handle);

    private static void Add<T>(EventCatalogue events, string name, EventType type, MessageParser<T> parser, Func<T, ByteString> handle)
        where T : IMessage<T> => events.Add(
            name, type, parser, e => Subject(handle(e)),
            (write, e, position) =>
            {
                Licence? before = Find(write, handle(e));
                if (LicenceFold.After(before, e, position) is Licence after)
                {
                    Put(write, name, before, after, position);
                }
            });

    private static void Fold(LedgerWrite write, LicenceIssued issued, EventPosition position)
    {
        Licence licence = Licence.After(issued, position);
        Put(write, Issued, before: null, licence, position);
        write.Put(Column.LicencesByIdentifier, RowKey.Of(licence.Identifier.ToString()), licence.Handle.Span);
        SealUseRow use = new()
        {
            GrantHandle = issued.SealGrant,
            LicenceHandle = issued.Handle,
            Identifier = issued.Identifier,
            System = issued.System,
        };
        SealGrantTable.Use(write, issued.SealHandle, use, position);
        foreach (ByteString holder in licence.Holders)
        {
            write.Put(Column.LicencesByHolder, HolderKey(holder, position.Index), licence.Handle.Span);
        }
    }

    private static byte[] HolderKey(ByteString holder, long issuedIndex) =>
        new RowKey().AddFixed(holder.Span).Add(issuedIndex).ToArray();

    private static void Put(LedgerWrite write, string name, Licence? before, Licence after, EventPosition position)
    {
        write.Put(Column.Licences, after.Handle.Span, after.ToRow());
        LicenceIndex.Change(write, before, after);
        FlagTable.Change(write, before, after);
        LicenceChanges.Add(write, name, after, position);
    }

    private static LedgerException NotFound() => new(LedgerError.NotFound, "没有这份证照。", "There is no such licence.");
}
