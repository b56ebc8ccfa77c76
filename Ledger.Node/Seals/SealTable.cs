using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Seals;

/// <summary>The rows of the seals, and what the events do to them. Grants and uses: <see cref="SealGrantTable"/>.</summary>
internal static class SealTable
{
    /// <summary>Wire name of <see cref="SealApplied"/>.</summary>
    public const string Applied = "seal.applied.v1";

    /// <summary>Wire name of <see cref="SealApproved"/>.</summary>
    public const string Approved = "seal.approved.v1";

    /// <summary>Wire name of <see cref="SealRejected"/>.</summary>
    public const string Rejected = "seal.rejected.v1";

    /// <summary>Wire name of <see cref="SealMade"/>.</summary>
    public const string Made = "seal.made.v1";

    /// <summary>Wire name of <see cref="SealFrozen"/>.</summary>
    public const string Frozen = "seal.frozen.v1";

    /// <summary>Wire name of <see cref="SealUnfrozen"/>.</summary>
    public const string Unfrozen = "seal.unfrozen.v1";

    /// <summary>Wire name of <see cref="SealRevoked"/>.</summary>
    public const string Revoked = "seal.revoked.v1";

    /// <summary>Adds the events of seals, grants and attempts.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Applied, EventType.SealApplied, SealApplied.Parser, e => SubjectOf(e.Handle), Fold);
        Add(events, Approved, EventType.SealApproved, SealApproved.Parser, e => e.Handle, (_, e) => (SealState.Approved, e.By));
        Add(events, Rejected, EventType.SealRejected, SealRejected.Parser, e => e.Handle, (_, e) => (SealState.Rejected, e.By));
        events.Add(Made, EventType.SealMade, SealMade.Parser, e => SubjectOf(e.Handle), Fold);
        Add(events, Frozen, EventType.SealFrozen, SealFrozen.Parser, e => e.Handle, (_, e) => (SealState.Frozen, e.By));
        Add(events, Unfrozen, EventType.SealUnfrozen, SealUnfrozen.Parser, e => e.Handle, (_, e) => (SealState.InForce, e.By));
        Add(events, Revoked, EventType.SealRevoked, SealRevoked.Parser, e => e.Handle, (row, e) =>
        {
            row.Revoked = e;
            return (SealState.Revoked, e.By);
        });
        SealGrantTable.AddTo(events);
    }

    /// <summary>Whom an event of seals happens to.</summary>
    public static MapSubject SubjectOf(ByteString handle) => new(MapNamespace.Seal, handle);

    /// <summary>The seal with a handle, or null.</summary>
    public static Seal? Find(LedgerRead read, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.Seals, Handle.Checked(handle).Span) is byte[] row ? new Seal(handle, SealRow.Parser.ParseFrom(row)) : null;
    }

    /// <summary>The seal of an authority.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, or another authority's.</exception>
    public static Seal Own(LedgerRead read, string authority, ByteString handle) =>
        Find(read, handle) is Seal seal && seal.Authority == authority ? seal : throw NotFound();

    /// <summary>The seal whose SESeal has this SM3, or null.</summary>
    public static Seal? Find(LedgerRead read, Digest sealSm3)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.SealsBySm3, sealSm3.Span) is byte[] handle ? Find(read, ByteString.CopyFrom(handle)) : null;
    }

    /// <summary>Every seal of an authority, the oldest first.</summary>
    public static IEnumerable<Seal> Of(LedgerRead read, string authority)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Scan(Column.SealsByAuthority, RowKey.Of(authority)).Select(row => Find(read, ByteString.CopyFrom(row.Value))!);
    }

    /// <summary>Said of what is not there, and of what is none of the caller's business.</summary>
    public static LedgerException NotFound() => new(LedgerError.NotFound, "没有这枚印章。", "There is no such seal.");

    private static void Add<T>(
        EventCatalogue events,
        string name,
        EventType type,
        MessageParser<T> parser,
        Func<T, ByteString> handle,
        Func<SealRow, T, (SealState State, SealActor? By)> change)
        where T : IMessage<T> => events.Add(
            name, type, parser, e => SubjectOf(handle(e)),
            (write, e, position) =>
            {
                // The first event's body may be lost; what follows it then tells of nothing.
                if (write.Get(Column.Seals, handle(e).Span) is byte[] bytes)
                {
                    SealRow row = SealRow.Parser.ParseFrom(bytes);
                    (SealState state, SealActor? by) = change(row, e);
                    Put(write, handle(e), row, name, state, by, position);
                }
            });

    private static void Fold(LedgerWrite write, SealApplied applied, EventPosition position)
    {
        Put(write, applied.Handle, new SealRow { Applied = applied }, Applied, SealState.Applied, applied.By, position);
        List(write, applied.Authority, applied.Handle, position);
    }

    private static void Fold(LedgerWrite write, SealMade made, EventPosition position)
    {
        byte[]? before = write.Get(Column.Seals, made.Handle.Span);
        SealRow row = before is null ? new SealRow() : SealRow.Parser.ParseFrom(before);
        row.Made = made;
        Put(write, made.Handle, row, Made, SealState.InForce, made.By, position);
        write.Put(Column.SealsBySm3, made.SealSm3.Span, made.Handle.Span);
        if (before is null)
        {
            List(write, made.Authority, made.Handle, position);
        }
    }

    private static void List(LedgerWrite write, string authority, ByteString handle, EventPosition position) =>
        write.Put(Column.SealsByAuthority, new RowKey().Add(authority).Add(position.Index).ToArray(), handle.Span);

    private static void Put(
        LedgerWrite write, ByteString handle, SealRow row, string name, SealState state, SealActor? by, EventPosition position)
    {
        row.StateCode = state.Code();
        row.Steps.Add(new SealStepRow { Event = name, Index = position.Index, Time = position.Time.ToUnixTimeMilliseconds(), By = by });
        write.Put(Column.Seals, handle.Span, row.ToByteArray());
    }
}
