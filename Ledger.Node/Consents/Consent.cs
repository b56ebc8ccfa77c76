using Google.Protobuf;

namespace Ledger.Node.Consents;

/// <summary>授权 as the log knows it: nothing of whom or what it is about. Its rules and its state.</summary>
/// <param name="row">Not to be changed by anybody any more.</param>
internal sealed class Consent(ConsentRow row)
{
    /// <summary>Its 16 bytes in log and map.</summary>
    public ByteString Handle => row.Granted.Handle;

    /// <summary>Its name to people: 32 lower-case hexadecimal characters.</summary>
    public string Name => Convert.ToHexStringLower(Handle.Span);

    /// <summary>The holder's 16 bytes.</summary>
    public ByteString Holder => row.Granted.HolderHandle;

    /// <summary>Keyed hash of the person who granted it.</summary>
    public ByteString ByPerson => row.Granted.ByPerson;

    /// <summary>Whether a guardian granted it for the holder.</summary>
    public bool IsByGuardian => row.Granted.ByGuardian;

    /// <summary>From when it counts.</summary>
    public DateTimeOffset From => DateTimeOffset.FromUnixTimeMilliseconds(row.Granted.ValidFrom);

    /// <summary>Last moment at which it counts.</summary>
    public DateTimeOffset To => DateTimeOffset.FromUnixTimeMilliseconds(row.Granted.ValidTo);

    /// <summary>For how many uses.</summary>
    public long Count => row.Granted.Count;

    /// <summary>How often it was used.</summary>
    public long Used => row.Used;

    /// <summary>Log index of the grant.</summary>
    public long Index => row.Index;

    /// <summary>When it was granted.</summary>
    public DateTimeOffset GrantedAt => DateTimeOffset.FromUnixTimeMilliseconds(row.Time);

    /// <summary>When it was withdrawn; null while it was not.</summary>
    public DateTimeOffset? WithdrawnAt => row.WithdrawnTime > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(row.WithdrawnTime) : null;

    /// <summary>SM3 of its content.</summary>
    public ByteString ContentSm3 => row.Granted.ContentSm3;

    /// <summary>What it is at a moment; what was withdrawn is that, whatever else.</summary>
    public ConsentState StateAt(DateTimeOffset now) => WithdrawnAt is not null ? ConsentState.Withdrawn
        : now > To ? ConsentState.Expired
        : Used >= Count ? ConsentState.UsedUp
        : now < From ? ConsentState.NotYet
        : ConsentState.Live;

    /// <summary>Takes it back. Also one that is over: then nobody has to ask whether it is.</summary>
    /// <param name="person">Keyed hash of who withdraws it.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: it is withdrawn already.</exception>
    public ConsentWithdrawn Withdraw(ByteString person) => WithdrawnAt is null
        ? new ConsentWithdrawn { Handle = Handle, ByPerson = person }
        : throw new LedgerException(LedgerError.WrongState, "该授权已撤回。", "The consent is withdrawn already.");
}
