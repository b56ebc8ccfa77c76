using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Exchange;

/// <summary>证照目录: an authority's own licences with their directory fields (GB/T 36902-2018), a page at a time.</summary>
internal sealed class LicenceDirectory(LicenceQueries queries, LicenceRegister licences, LicenceTypes types)
{
    private static readonly LicenceQuery All = new(Type: null, State: null, ExpiresFrom: null, ExpiresTo: null);

    /// <summary>One page, by last days, then in the order of issuing; long-term licences behind all others.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="paging">Which page.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: the cursor belongs to another list.</exception>
    public DirectoryPage List(string authority, LicencePaging paging)
    {
        LicencePage page = queries.List(authority, All, paging);
        ReadingRight own = new(authority, SharedTypes: []);
        return new DirectoryPage([.. page.Licences.Select(licence => EntryOf(licence, own))], page.Cursor);
    }

    private DirectoryEntry EntryOf(Licence licence, ReadingRight own) => new(
        licence,
        types.Find(licence.Identifier.Type, licence.Edition),
        licences.StateOf(licence),
        licences.FindFor(own, licence.Identifier)?.Document);
}
