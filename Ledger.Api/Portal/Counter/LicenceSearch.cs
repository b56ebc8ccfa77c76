using System.Globalization;
using Google.Protobuf;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Api.Portal.Counter;

/// <summary>
/// An authority's licences by what a person has before them, a printed number or a holder's code, a page at a time: those of the number, then those of the holder.
/// A company's code is the number of its business licence as well: who types it means the company.
/// </summary>
internal sealed class LicenceSearch
{
    // In this order, each to its end: the number, then the code as each kind of code that it may be.
    private readonly Func<LicencePaging, LicencePage>[] _lists;

    /// <param name="queries">Where to look.</param>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="text">The number or code.</param>
    public LicenceSearch(LicenceQueries queries, string authority, string text) => _lists =
    [
        paging => queries.WithNumber(authority, text, paging),
        .. HolderCodeType.All.Where(type => type.FindFault(text) is null)
            .Select(type => (Func<LicencePaging, LicencePage>)(paging => queries.OfHolder(authority, type.Code, text, paging))),
    ];

    /// <summary>One page.</summary>
    /// <param name="cursor">The cursor of the page before; empty for the first.</param>
    /// <returns>At most 50 licences, none of which was on a page before; whether a holder has any of them; and the cursor of the next page, null where nothing follows.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: the cursor belongs to another search.</exception>
    public (IReadOnlyList<Licence> Licences, bool IsOfHolder, string? Next) Page(string cursor)
    {
        (int list, string? within) = cursor.Length == 0 ? (0, null) : Read(cursor);
        HashSet<ByteString> shown = list == 0 ? [] : [.. _lists[0](new LicencePaging(LicencePaging.LargestLimit, cursor: null)).Licences.Select(licence => licence.Handle)];
        List<Licence> found = [];
        bool isOfHolder = false;
        while (list < _lists.Length)
        {
            int room = LicencePaging.UsualLimit - found.Count;
            LicencePage page = _lists[list](new LicencePaging(Math.Max(room, 1), within));
            isOfHolder |= list > 0 && page.Licences.Count > 0;
            Licence[] others = [.. page.Licences.Where(licence => !shown.Contains(licence.Handle))];
            if (room == 0 && (others.Length > 0 || page.Cursor is not null))
            {
                return (found, isOfHolder, Write(list, within));
            }

            found.AddRange(others);
            shown.UnionWith(others.Select(licence => licence.Handle));
            (list, within) = page.Cursor is null ? (list + 1, null) : (list, page.Cursor);
        }

        return (found, isOfHolder, null);
    }

    private static string Write(int list, string? within) => string.Create(CultureInfo.InvariantCulture, $"{list}.{within}");

    private (int List, string? Within) Read(string cursor) =>
        cursor.Split('.') is [string list, string within] && int.TryParse(list, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < _lists.Length
            ? (number, within.Length > 0 ? within : null)
            : throw new LedgerException(LedgerError.InvalidField, "游标不属于此查询，请重新查询。", "The cursor does not belong to this search; search again.", "/cursor");
}
