using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Exchange;
using Ledger.Node.Licences;

namespace Ledger.Api.Exchange;

/// <summary>An authority's licence directory (证照目录, GB/T 36902) for the directories of others.</summary>
internal static class DirectoryEndpoints
{
    public static void MapDirectory(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/directory", List)
        .WithTags("exchange").WithSummary("Directory of the own licences 证照目录");

    private static DirectoryResponse List(
        HttpContext context,
        ProvinceNode node,
        [Description("每页条数. 1 to 200 licences a page; 50 where it is left out.")] string? limit,
        [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = (limit, cursor); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        LicencePaging paging = new(
            asked.Number(nameof(limit)) is long given ? (int)Math.Min(given, int.MaxValue) : null,
            asked.Text(nameof(cursor), LicenceCursors.LongestText));
        asked.End();
        context.Response.Headers.CacheControl = "no-store";
        LicenceDirectory directory = new(node.LicenceQueries, node.Licences, node.Types);
        Caller caller = Caller.Of(context);
        DirectoryPage page = directory.List(caller.Authority, paging);
        DirectoryEntry[] entries = [.. page.Entries.Where(entry => caller.MayActOn(entry.Licence.Identifier.Type))];
        AuditTrail.Of(context).ConcernsLicences(entries.Select(entry => entry.Licence.Identifier.ToString()));
        return new DirectoryResponse([.. entries.Select(entry => ContractOf(entry, node.Options.Division))], page.Cursor);
    }

    private static DirectoryEntryContract ContractOf(DirectoryEntry entry, string division)
    {
        Licence licence = entry.Licence;
        string identifier = licence.Identifier.ToString();
        return new DirectoryEntryContract(
            identifier,
            entry.Document?[FaceNames.LicenceName] ?? entry.Type?.Name,
            entry.Type?.Name,
            licence.Identifier.Type,
            entry.Number,
            entry.Version,
            entry.IssuerName,
            licence.Identifier.Issuer,
            LicenceDate.Format(LicenceDate.InChina(licence.IssuedAt)),
            entry.Type?.DefinedBy.Name,
            entry.Type?.DefinedBy.Code,
            [.. entry.Holders.Select(holder => new DirectoryHolderContract(
                holder.Name, holder.Code, DirectoryEntry.TypeNameOf(holder), holder.CodeType))],
            LicenceDate.Format(licence.Validity.From),
            licence.Validity.ToText(),
            division,
            entry.Extensions,
            $"/api/v1/licences/{identifier}/pdf",
            entry.CreatedAt,
            entry.UpdatedAt,
            entry.State.Code(),
            entry.StateCode,
            licence.Previous);
    }
}
