using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Parties;

/// <summary>The rows of the authorities, under their codes, and what the events do to them.</summary>
internal static class AuthorityTable
{
    /// <summary>Wire name of <see cref="AuthorityRegistered"/>.</summary>
    public const string Registered = "authority.registered.v1";

    /// <summary>Adds the events of authorities.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(
            Registered,
            EventType.AuthorityRegistered,
            AuthorityRegistered.Parser,
            registered => new MapSubject(MapNamespace.Authority, registered.Handle),
            Fold);
    }

    /// <summary>The authority with this code, or null.</summary>
    public static Authority? Find(LedgerRead read, string code)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? row = read.Get(Column.Authorities, Key(code));
        return row is null ? null : Read(code, row);
    }

    /// <summary>The authority with this code.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    public static Authority Get(LedgerRead read, string code) => Find(read, code) ?? throw new LedgerException(
        LedgerError.NotFound, "没有登记这个颁发机构。", "No authority is registered under this code.");

    /// <summary>Every authority, in the order of their codes.</summary>
    public static IEnumerable<Authority> All(LedgerRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Scan(Column.Authorities, []).Select(row => Read(System.Text.Encoding.ASCII.GetString(row.Key), row.Value));
    }

    private static void Fold(LedgerWrite write, AuthorityRegistered registered, EventPosition position)
    {
        AuthorityRow row = new()
        {
            Handle = registered.Handle,
            Name = registered.Name,
            Province = registered.Province,
            LastIndex = position.Index,
        };
        write.Put(Column.Authorities, Key(registered.Code), row.ToByteArray());
    }

    // All codes have the same length, so the bare characters sort and never meet.
    private static byte[] Key(string code) => System.Text.Encoding.ASCII.GetBytes(code);

    private static Authority Read(string code, byte[] bytes)
    {
        AuthorityRow row = AuthorityRow.Parser.ParseFrom(bytes);
        return new Authority(row.Handle, code, row.Name, row.Province);
    }
}
