using System.Globalization;
using Ledger.Api.Verification;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Api.Portal;

/// <summary>What a licence is today, in the words of the page.</summary>
/// <param name="IsValid">Whether it may be relied upon.</param>
/// <param name="Word">What it is.</param>
/// <param name="LicenceName">Name of its type.</param>
/// <param name="IssuerName">Name of the authority that issued it.</param>
/// <param name="Validity">From when to when.</param>
/// <param name="Identifier">证照标识.</param>
/// <param name="AsOf">Time of the checkpoint this was read under, Beijing time.</param>
public sealed record ShownStanding(
    bool IsValid, TextInBoth Word, string LicenceName, string IssuerName, string Validity, string Identifier, string AsOf)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    internal static ShownStanding Of(LicenceStanding standing, ProvinceNode node) => new(
        standing.State is LicenceState.Valid,
        WordOf(standing),
        standing.TypeName,
        NameOf(node, standing.Licence.Identifier.Issuer),
        standing.Licence.Validity.ToString(),
        standing.Licence.Identifier.ToString(),
        standing.AsOf.ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    private static TextInBoth WordOf(LicenceStanding standing)
    {
        string english = standing.State.Code().Replace('-', ' ');
        return standing.Licence.IsDisputed
            ? new($"{standing.State.Chinese()}（异议处理中）", $"{Capital(english)} (an objection is open)")
            : new(standing.State.Chinese(), Capital(english));
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string NameOf(ProvinceNode node, string authority)
    {
        using LedgerRead rows = node.Ledger.Read();
        return AuthorityTable.Find(rows, authority)?.Name ?? authority;
    }
}
