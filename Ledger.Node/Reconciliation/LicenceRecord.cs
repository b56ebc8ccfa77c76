using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Reconciliation;

/// <summary>What of a licence an authority's own system and the ledger compare: nothing personal.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="Standing">What its events have made of it, whatever the day.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null for 长期.</param>
internal sealed record LicenceRecord(string Identifier, RecordStanding Standing, DateOnly ValidFrom, DateOnly? ValidTo)
{
    /// <summary>The record of a licence.</summary>
    public static LicenceRecord Of(Licence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        RecordStanding standing = licence.EndedBy is not null ? RecordStanding.Ended : licence.IsSuspended ? RecordStanding.Suspended : RecordStanding.Active;
        return new LicenceRecord(licence.Identifier.ToString(), standing, licence.Validity.From, licence.Validity.To);
    }

    /// <summary>
    /// As it is compared: HMAC-SM3 under the key that authority and ledger share, over <c>licence-key</c>, a line feed and the identifier; and over
    /// <c>licence-value</c> and the four members, a line each.
    /// </summary>
    public RangeEntry ToEntry(Digest key) => new(KeyOf(key, Identifier), HmacSm3.Compute(key.Span, Encoding.UTF8.GetBytes(
        $"licence-value\n{Identifier}\n{Standing.Code()}\n{LicenceDate.Format(ValidFrom)}\n{(ValidTo is DateOnly last ? LicenceDate.Format(last) : "")}")));

    /// <summary>The key of a licence's entry.</summary>
    public static Digest KeyOf(Digest key, string identifier) => HmacSm3.Compute(key.Span, Encoding.UTF8.GetBytes($"licence-key\n{identifier}"));
}
