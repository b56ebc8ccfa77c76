using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Auditing;
using Ledger.Node.Log;

namespace Ledger.Api.Auditing;

/// <summary>The auditor reads here who read what.</summary>
internal static class AuditEndpoints
{
    private const int UsualEntries = 100;

    public static void MapAudit(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/audit", Read).WithTags("audit")
        .WithSummary("The audit log, a page at a time 审计日志").Produces<AuditPageResponse>();

    private static AuditPageResponse Read(
        HttpContext context,
        ProvinceNode node,
        [Description("起始序号. Number of the first entry; 0 where it is left out.")] string? from,
        [Description("每页条数. 1 to 500 entries a page; 100 where it is left out.")] string? limit,
        [Description("只列涉及此假名者. Only entries that concern this pseudonym, 32 hexadecimal digits.")] string? subject)
    {
        _ = (from, limit, subject); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        (long? first, long? most, string? about) = (asked.Number(nameof(from)), asked.Number(nameof(limit)), asked.Text(nameof(subject), 2 * AuditEdge.SubjectLength));
        asked.End();
        if (most is < 1 or > AuditReading.MostEntries)
        {
            throw new LedgerException(
                LedgerError.InvalidField, "每页 1 至 500 条。", "A page has 1 to 500 entries.", "/limit");
        }

        context.Response.Headers.CacheControl = "no-store";
        return AuditAnswers.Of(node.AuditReading.Page(first ?? 0, (int)(most ?? UsualEntries), about is null ? null : SubjectOf(about)));
    }

    private static byte[] SubjectOf(string text) => text.Length == 2 * AuditEdge.SubjectLength && text.All(char.IsAsciiHexDigitLower)
        ? Convert.FromHexString(text)
        : throw new LedgerException(LedgerError.InvalidField, "假名为 32 位小写十六进制数。", "A pseudonym has 32 hexadecimal digits.", "/subject");
}
