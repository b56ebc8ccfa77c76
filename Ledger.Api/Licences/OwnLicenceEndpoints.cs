using System.ComponentModel;
using System.Globalization;
using Ledger.Api.Documents;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.SignIn;

namespace Ledger.Api.Licences;

/// <summary>People who signed in see their own licences here, and get the files. What a department notes for itself they do not see.</summary>
internal static class OwnLicenceEndpoints
{
    public static void MapOwnLicences(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder own = routes.MapGroup("/api/v1/me/licences").WithTags("me");
        own.MapGet("", List).WithSummary("One's own licences 本人证照").Produces<LicenceListResponse>();
        own.MapGet("/{identifier}", Get).WithSummary("Read one of one's own licences 查看本人证照").Produces<LicenceResponse>();
        own.MapGet("/{identifier}/pdf", LicenceEndpoints.GetPdfAsync).WithSummary("One's own licence as a signed PDF 下载本人证照文件")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
        own.MapGet("/{identifier}/ofd", LicenceEndpoints.GetOfdAsync).WithSummary("One's own licence as a sealed OFD 下载本人版式证照文件")
            .Produces(StatusCodes.Status200OK, contentType: LicenceFile.OfdMediaType);
    }

    private static LicenceListResponse List(
        HttpContext context, ProvinceNode node, [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = cursor; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        long? after = asked.Number(nameof(cursor));
        asked.End();
        return PageOf(context, node, after);
    }

    /// <summary>A page of the caller's own, as it is answered here and in the folder.</summary>
    public static LicenceListResponse PageOf(HttpContext context, ProvinceNode node, long? after)
    {
        IReadOnlyList<Licence> licences = node.OwnLicences.List(Caller.Of(context).Session!.Who, after);
        return new LicenceListResponse(
            [.. licences.Select(licence => LicenceAnswers.Of(licence, node))],
            licences.Count < OwnLicences.MostListed ? null : licences[^1].IssuedIndex.ToString(CultureInfo.InvariantCulture));
    }

    private static LicenceResponse Get(HttpContext context, string identifier, ProvinceNode node)
    {
        OpenedLicence opened = node.OwnLicences.Open(Caller.Of(context).Session!.Who, identifier);
        return LicenceAnswers.Of(opened.Licence, node) with { Fields = LicenceAnswers.FieldsOf(opened, node) };
    }
}
