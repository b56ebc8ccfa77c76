using Google.Protobuf;
using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>What others than the issuer may read.</summary>
internal sealed partial class LicenceRegister
{
    /// <summary>The most licences of one holder that are looked at, in the order of their issuing.</summary>
    public const int MaximumExamined = 10_000;

    /// <summary>Opens the licence of an identifier; null where there is none that the right covers, or its content was erased.</summary>
    public OpenedLicence? FindFor(ReadingRight right, LicenceIdentifier identifier)
    {
        ArgumentNullException.ThrowIfNull(right);
        using LedgerRead rows = ledger.Read();
        return right.Covers(identifier) && LicenceTable.Find(rows, identifier) is Licence licence ? OpenIfKept(rows, licence) : null;
    }

    /// <summary>Opens the newest licence in force, or else the newest, of a holder's that the right covers; joint holders' licences are theirs too.</summary>
    /// <param name="right">What the caller may read.</param>
    /// <param name="typeCodes">Of which types.</param>
    /// <param name="holderCodes">The codes that the holder may go by: type and code.</param>
    /// <param name="number">证照编号 exactly as printed; empty for any.</param>
    /// <returns>The licence, null where there is none or its content was erased; and how many fit.</returns>
    public (OpenedLicence? Licence, int Fitting) FindFor(
        ReadingRight right, IReadOnlyCollection<string> typeCodes, IEnumerable<(string Type, string Code)> holderCodes, string number)
    {
        ArgumentNullException.ThrowIfNull(right);
        using LedgerRead rows = ledger.Read();
        Licence[] fitting =
        [
            .. holderCodes
                .Select(holder => holders.Find(rows, holder.Type, holder.Code))
                .OfType<ByteString>()
                .SelectMany(holder => LicenceTable.OfHolder(rows, holder, after: null, MaximumExamined))
                .Where(licence => typeCodes.Contains(licence.Identifier.Type) && right.Covers(licence.Identifier))
                .Where(licence => number.Length == 0 || HasNumber(licence, number))
                .OrderByDescending(licence => licence.IsInForce(Today))
                .ThenByDescending(licence => licence.IssuedIndex),
        ];
        return (fitting.Select(licence => OpenIfKept(rows, licence)).FirstOrDefault(opened => opened is not null), fitting.Length);
    }

    private bool HasNumber(Licence licence, string number) =>
        keys.Secrets.NumberLookup(licence.Identifier.Issuer, number).Equals(licence.NumberLookup);

    private OpenedLicence? OpenIfKept(LedgerRead rows, Licence licence)
    {
        try
        {
            return Open(rows, licence);
        }
        catch (LedgerException refusal) when (refusal.Error == LedgerError.NotFound)
        {
            return null;
        }
    }
}
