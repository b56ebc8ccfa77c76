using System.Buffers.Binary;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>
/// The rows under which an authority finds its licences. Every key begins with the issuer, so that a query never comes near what
/// others issued, and ends with a position, in whose order lists are given and which no event changes: the last day (long-term
/// behind all) and the issuing index, or the index alone.
/// </summary>
internal static class LicenceIndex
{
    private const int FirstDayLength = sizeof(int);

    // Behind every day there is.
    private const long NoLastDay = long.MaxValue;

    /// <summary>Brings the rows from what a licence was to what it is. Called by folds only.</summary>
    /// <param name="write">The turn.</param>
    /// <param name="before">The licence before the event, or null where it was issued now.</param>
    /// <param name="after">The licence after it.</param>
    public static void Change(LedgerWrite write, Licence? before, Licence after)
    {
        ArgumentNullException.ThrowIfNull(write);
        byte[] value = ValueOf(after);
        if (before is null)
        {
            foreach (IndexRow row in RowsOf(after))
            {
                write.Put(row.Column, row.Key, value);
            }

            return;
        }

        HashSet<IndexRow> old = [.. RowsOf(before)];
        HashSet<IndexRow> now = [.. RowsOf(after)];
        foreach (IndexRow row in old.Except(now))
        {
            write.Delete(row.Column, row.Key);
        }

        foreach (IndexRow row in now.Except(old))
        {
            write.Put(row.Column, row.Key, value);
        }
    }

    /// <summary>All rows of a licence: a function of the licence alone.</summary>
    public static IEnumerable<IndexRow> RowsOf(Licence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        (string issuer, string type) = (licence.Identifier.Issuer, licence.Identifier.Type);
        byte[] place = Position(licence.Validity.To, licence.IssuedIndex);
        IndexedState state = StateOf(licence);
        yield return new IndexRow(Column.LicencesByState, [.. StatePrefix(issuer, state), .. place]);
        yield return new IndexRow(Column.LicencesByType, [.. TypePrefix(issuer, type, state), .. place]);
        foreach (ByteString holder in licence.Holders.Distinct())
        {
            yield return new IndexRow(Column.LicencesByIssuerAndHolder, [.. HolderPrefix(issuer, holder), .. RowKey.Of(licence.IssuedIndex)]);
        }

        if (licence.NumberLookup is Digest number)
        {
            yield return new IndexRow(Column.LicencesByNumber, [.. NumberPrefix(issuer, number), .. RowKey.Of(licence.IssuedIndex)]);
        }
    }

    /// <summary>What the rows say that events have made of a licence.</summary>
    public static IndexedState StateOf(Licence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        return licence.EndedBy switch
        {
            RevocationReason.Superseded => IndexedState.Superseded,
            RevocationReason.Cancelled => IndexedState.Cancelled,
            RevocationReason.Withdrawn => IndexedState.Withdrawn,
            RevocationReason.Penalty => IndexedState.Revoked,
            RevocationReason.Transferred => IndexedState.Transferred,
            null when licence.IsSuspended => IndexedState.Suspended,
            null when licence.Validity.From > LicenceDate.InChina(licence.IssuedAt) => IndexedState.IssuedAhead,
            null => IndexedState.Issued,
            _ => throw new ArgumentOutOfRangeException(nameof(licence)),
        };
    }

    /// <summary>Where the rows of an authority's licences of one state begin; a position follows.</summary>
    public static byte[] StatePrefix(string issuer, IndexedState state) => new RowKey().Add(issuer).Add((byte)state).ToArray();

    /// <summary>Where the rows of an authority's licences of one type and state begin; a position follows.</summary>
    public static byte[] TypePrefix(string issuer, string type, IndexedState state) =>
        new RowKey().Add(issuer).Add(type).Add((byte)state).ToArray();

    /// <summary>Where the rows of an authority's licences of one holder begin; the issuing index follows.</summary>
    public static byte[] HolderPrefix(string issuer, ByteString holder) =>
        new RowKey().Add(issuer).AddFixed(Handle.Checked(holder).Span).ToArray();

    /// <summary>Where the rows of an authority's licences with one printed number begin; the issuing index follows.</summary>
    /// <param name="issuer">The authority.</param>
    /// <param name="number"><see cref="HolderSecrets.NumberLookup"/> of the number.</param>
    public static byte[] NumberPrefix(string issuer, Digest number) => new RowKey().Add(issuer).AddFixed(number.Span).ToArray();

    /// <summary>The first place in the order of last days that a day has; null for behind all days.</summary>
    public static byte[] Day(DateOnly? day) => RowKey.Of(day?.DayNumber ?? NoLastDay);

    /// <summary>The handle and the first day that every row holds.</summary>
    /// <exception cref="FormatException">Another length.</exception>
    public static (ByteString Handle, DateOnly FirstDay) Read(ReadOnlySpan<byte> value) => value.Length == Handle.Length + FirstDayLength
        ? (ByteString.CopyFrom(value[..Handle.Length]), DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32BigEndian(value[Handle.Length..])))
        : throw new FormatException("A stored index row is malformed.");

    private static byte[] Position(DateOnly? lastDay, long issuedIndex) => [.. Day(lastDay), .. RowKey.Of(issuedIndex)];

    private static byte[] ValueOf(Licence licence)
    {
        byte[] value = new byte[Handle.Length + FirstDayLength];
        licence.Handle.Span.CopyTo(value);
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(Handle.Length), licence.Validity.From.DayNumber);
        return value;
    }
}
