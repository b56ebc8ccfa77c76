using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>
/// Lists an authority's own licences, a page at a time. Each page is read from the rows of one signed checkpoint. Positions do not
/// change while one pages through: what was there at the start and still answers the query is given once.
/// </summary>
internal sealed class LicenceQueries(LedgerWriter ledger, HolderRegister holders, HolderSecrets secrets, TimeProvider time)
{
    /// <summary>The most index rows that one page looks at. Where they do not fill it the page is short and its cursor goes on behind them.</summary>
    public const int MostExamined = 2000;

    private readonly LicenceCursors _cursors = new(secrets);

    /// <summary>The licences that a query asks for, by their last days, then in the order of issuing; long-term ones behind all others.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="query">Which.</param>
    /// <param name="paging">Which page.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: the cursor belongs to another query.</exception>
    public LicencePage List(string authority, LicenceQuery query, LicencePaging paging)
    {
        ArgumentNullException.ThrowIfNull(query);
        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        using LedgerRead read = ledger.Read();
        return Page(read, $"list\n{authority}\n{query.Line}", query.RangesOf(authority, today), hit => query.Fits(hit.FirstDay, today), paging);
    }

    /// <summary>The licences of one holder, alone or with others, in the order of issuing. None where the holder is unknown or was erased.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="codeType">持证主体代码类型, three digits.</param>
    /// <param name="code">Code of that type.</param>
    /// <param name="paging">Which page.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: the cursor belongs to another query.</exception>
    public LicencePage OfHolder(string authority, string codeType, string code, LicencePaging paging)
    {
        using LedgerRead read = ledger.Read();
        return holders.Find(read, codeType, code) is ByteString holder
            ? InOrderOfIssuing(read, authority, Column.LicencesByIssuerAndHolder, LicenceIndex.HolderPrefix(authority, holder), paging)
            : new LicencePage([], Cursor: null);
    }

    /// <summary>The licences with one printed number, all types and versions, in the order of issuing.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="number">证照编号 exactly as printed.</param>
    /// <param name="paging">Which page.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: the cursor belongs to another query.</exception>
    public LicencePage WithNumber(string authority, string number, LicencePaging paging)
    {
        using LedgerRead read = ledger.Read();
        byte[] prefix = LicenceIndex.NumberPrefix(authority, secrets.NumberLookup(authority, number));
        return InOrderOfIssuing(read, authority, Column.LicencesByNumber, prefix, paging);
    }

    private LicencePage InOrderOfIssuing(LedgerRead read, string authority, Column column, byte[] prefix, LicencePaging paging) => Page(
        read,
        $"{column}\n{authority}\n{Convert.ToHexStringLower(prefix)}",
        [new LicenceRange(column, prefix, From: [], End: null)],
        _ => true,
        paging);

    private LicencePage Page(
        LedgerRead read, string scope, IReadOnlyList<LicenceRange> ranges, Func<LicenceHit, bool> fits, LicencePaging paging)
    {
        byte[]? position = paging.Cursor is string cursor ? _cursors.Read(scope, cursor) : null;
        List<Licence> licences = [];
        int examined = 0;
        foreach (LicenceHit hit in LicenceRange.ReadAll(ranges, read, position, MostExamined + 1))
        {
            if (licences.Count == paging.Limit || examined == MostExamined)
            {
                return new LicencePage(licences, _cursors.Write(scope, position!));
            }

            examined++;
            position = hit.Position;
            if (fits(hit))
            {
                licences.Add(LicenceTable.Get(read, hit.Handle));
            }
        }

        return new LicencePage(licences, Cursor: null);
    }
}
