using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Catalogue;

/// <summary>
/// Who may enter an edition of a licence type, and what it may change. Fields may be added, dropped and put in another order: licences
/// issued before keep the edition they were issued under. Whose type it is and whether it unites other licences stays for ever.
/// </summary>
internal static class LicenceTypeChange
{
    /// <summary>Returns where the authority may enter this edition.</summary>
    /// <param name="read">Where to read, the turn itself.</param>
    /// <param name="authority">Code of the authority that would enter it.</param>
    /// <param name="current">The newest edition, or null for a new code.</param>
    /// <param name="next">The edition to enter; its code is the one of <paramref name="current"/>.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/> or <see cref="LedgerError.InvalidField"/>.</exception>
    public static void Require(LedgerRead read, string authority, LicenceType? current, LicenceType next)
    {
        ArgumentNullException.ThrowIfNull(next);
        RequireEntitled(read, authority, current ?? next);
        if (current is not null && current.Components is null != next.Components is null)
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                "单一证照与综合证照之间不能通过新版次互换，应登记新的类型。",
                "A single licence does not become a composite one, nor the other way, by a new edition: that is another type.",
                "/components");
        }
    }

    /// <summary>
    /// Where the defining authority is registered here it alone decides. Where it is not, as with a ministry, those decide whom the
    /// type names as issuers, for they answer for its licences; a type that names nobody is changed by nobody here.
    /// </summary>
    private static void RequireEntitled(LedgerRead read, string authority, LicenceType judged)
    {
        bool isEntitled = AuthorityTable.Find(read, judged.DefinedBy.Code) is not null
            ? authority == judged.DefinedBy.Code
            : judged.Issuers?.Contains(authority, StringComparer.Ordinal) is true;
        if (!isEntitled)
        {
            throw new LedgerException(
                LedgerError.NotAllowed,
                "证照类型由其定义机构登记；定义机构不在本节点时，由该类型列出的发证单位登记。",
                "A type is entered by the authority that defined it or, where that is not of this node, by an issuer that the type names.",
                "/definedBy");
        }
    }
}
