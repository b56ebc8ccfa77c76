using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Seals;

/// <summary>The rows of the authorities' signing keys, under their handles, and what the events do to them.</summary>
internal static class SigningKeyTable
{
    /// <summary>Wire name of <see cref="KeyEntered"/>.</summary>
    public const string Entered = "key.entered.v1";

    /// <summary>Wire name of <see cref="KeyRetired"/>.</summary>
    public const string Retired = "key.retired.v1";

    /// <summary>Wire name of <see cref="KeyCompromised"/>.</summary>
    public const string Compromised = "key.compromised.v1";

    private const long Never = -1;

    /// <summary>Adds the events of signing keys.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Entered, EventType.KeyEntered, KeyEntered.Parser, e => new MapSubject(MapNamespace.Key, e.Handle), Fold);
        events.Add(Retired, EventType.KeyRetired, KeyRetired.Parser, e => new MapSubject(MapNamespace.Key, e.Handle), Fold);
        events.Add(Compromised, EventType.KeyCompromised, KeyCompromised.Parser, e => new MapSubject(MapNamespace.Key, e.Handle), Fold);
    }

    /// <summary>What the log has of the key of a certificate, or null.</summary>
    public static SigningKeyEntry? Find(LedgerRead read, Digest certificate)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.SigningKeys, SigningKeyEntry.HandleOf(certificate).ToByteArray()) is byte[] row
            ? Of(SigningKeyRow.Parser.ParseFrom(row))
            : null;
    }

    /// <summary>Every key that the log has something of, in the order of their handles.</summary>
    public static IEnumerable<SigningKeyEntry> All(LedgerRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Scan(Column.SigningKeys, []).Select(row => Of(SigningKeyRow.Parser.ParseFrom(row.Value)));
    }

    /// <summary>Whether both keys may still sign: neither was retired or compromised.</summary>
    public static bool MaySign(LedgerRead read, AuthorityKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return MaySign(read, [keys.SealCertificate.Thumbprint, keys.SigningCertificate.Thumbprint]);
    }

    /// <summary>Whether the keys of certificates may still sign.</summary>
    public static bool MaySign(LedgerRead read, IEnumerable<Digest> certificates) =>
        certificates.All(certificate => Find(read, certificate) is null or { State: SigningKeyState.InUse });

    private static void Fold(LedgerWrite write, KeyEntered entered, EventPosition position) => Put(write, entered.Handle, new SigningKeyRow
    {
        Certificate = entered.Certificate,
        Authority = entered.Authority,
        RetiredAt = Never,
        CompromisedFrom = Never,
        LastIndex = position.Index,
    });

    private static void Fold(LedgerWrite write, KeyRetired retired, EventPosition position)
    {
        SigningKeyRow row = Before(write, retired.Handle, retired.Certificate, retired.Authority);
        row.RetiredAt = position.Index;
        row.LastIndex = position.Index;
        Put(write, retired.Handle, row);
    }

    private static void Fold(LedgerWrite write, KeyCompromised compromised, EventPosition position)
    {
        SigningKeyRow row = Before(write, compromised.Handle, compromised.Certificate, compromised.Authority);
        row.CompromisedFrom = compromised.FromIndex;
        row.LastIndex = position.Index;
        Put(write, compromised.Handle, row);
    }

    private static SigningKeyRow Before(LedgerWrite write, ByteString handle, ByteString certificate, string authority) =>
        write.Get(Column.SigningKeys, handle.ToByteArray()) is byte[] row
            ? SigningKeyRow.Parser.ParseFrom(row)
            : new SigningKeyRow { Certificate = certificate, Authority = authority, RetiredAt = Never, CompromisedFrom = Never };

    private static void Put(LedgerWrite write, ByteString handle, SigningKeyRow row) =>
        write.Put(Column.SigningKeys, handle.ToByteArray(), row.ToByteArray());

    private static SigningKeyEntry Of(SigningKeyRow row) => new(
        new Digest(row.Certificate.Span),
        row.Authority,
        row.RetiredAt < 0 ? null : row.RetiredAt,
        row.CompromisedFrom < 0 ? null : row.CompromisedFrom);
}
