using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>The rows of the licences, by handle, by identifier and by holder, and what the events do to them.</summary>
internal static class LicenceTable
{
    /// <summary>Wire name of <see cref="LicenceIssued"/>.</summary>
    public const string Issued = "licence.issued.v1";

    /// <summary>Wire name of <see cref="LicenceRevoked"/>.</summary>
    public const string Revoked = "licence.revoked.v1";

    /// <summary>Adds the events of licences.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(
            Issued,
            EventType.Issue,
            LicenceIssued.Parser,
            issued => new MapSubject(MapNamespace.Licence, issued.Handle),
            Fold);
        events.Add(
            Revoked,
            EventType.Revoke,
            LicenceRevoked.Parser,
            revoked => new MapSubject(MapNamespace.Licence, revoked.Handle),
            Fold);
    }

    /// <summary>The licence with this handle, or null.</summary>
    public static Licence? Find(LedgerRead read, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? row = read.Get(Column.Licences, Handle.Checked(handle).Span);
        return row is null ? null : Read(handle, row);
    }

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

    /// <summary>Returns where no licence has the identifier: asked in the turn that issues one.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.AlreadyExists"/>.</exception>
    public static void RequireUnused(LedgerRead read, LicenceIdentifier identifier)
    {
        if (Find(read, identifier) is not null)
        {
            throw new LedgerException(
                LedgerError.AlreadyExists, "证照标识已被使用。", "A licence with this identifier exists already.", "/identifier");
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

    private static void Fold(LedgerWrite write, LicenceIssued issued, EventPosition position)
    {
        Licence licence = Licence.After(issued, position);
        Put(write, licence, revoked: null);
        write.Put(Column.LicencesByIdentifier, RowKey.Of(licence.Identifier.ToString()), licence.Handle.Span);
        write.Put(Column.LicencesByHolder, HolderKey(licence.HolderHandle, position.Index), licence.Handle.Span);
    }

    private static void Fold(LedgerWrite write, LicenceRevoked revoked, EventPosition position) =>
        Put(write, Get(write, revoked.Handle).After(revoked, position), revoked);

    private static byte[] HolderKey(ByteString holder, long issuedIndex) =>
        new RowKey().AddFixed(holder.Span).Add(issuedIndex).ToArray();

    private static void Put(LedgerWrite write, Licence licence, LicenceRevoked? revoked)
    {
        LicenceRow row = new()
        {
            Identifier = licence.Identifier.ToString(),
            HolderHandle = licence.HolderHandle,
            ValidFrom = LicenceDate.Format(licence.Validity.From),
            ValidTo = licence.Validity.To is { } last ? LicenceDate.Format(last) : "",
            StatementSm3 = ByteString.CopyFrom(licence.StatementSm3.Span),
            CheckCodeSm3 = licence.CheckCodeSm3 is { } lookup ? ByteString.CopyFrom(lookup.Span) : ByteString.Empty,
            IssuedIndex = licence.IssuedIndex,
            IssuedTime = licence.IssuedAt.ToUnixTimeMilliseconds(),
            LastIndex = licence.LastIndex,
            Revoked = revoked,
        };
        write.Put(Column.Licences, licence.Handle.Span, row.ToByteArray());
    }

    private static Licence Read(ByteString handle, byte[] bytes)
    {
        LicenceRow row = LicenceRow.Parser.ParseFrom(bytes);
        return new Licence(
            handle,
            LicenceIdentifier.Parse(row.Identifier),
            row.HolderHandle,
            Validity.Parse(row.ValidFrom, row.ValidTo),
            new Digest(row.StatementSm3.Span),
            row.CheckCodeSm3.IsEmpty ? null : new Digest(row.CheckCodeSm3.Span),
            row.IssuedIndex,
            DateTimeOffset.FromUnixTimeMilliseconds(row.IssuedTime),
            row.LastIndex,
            row.Revoked is null ? null : Licence.ReadRevocation(row.Revoked));
    }

    private static LedgerException NotFound() => new(LedgerError.NotFound, "没有这份证照。", "There is no such licence.");
}
