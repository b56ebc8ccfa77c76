using System.Text.Json;
using Ledger.Api.Auditing;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Auditing;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Auditing;

/// <summary>An auditor reads here who asked for what, finds all that concerns one licence or holder, and takes it away with its proofs.</summary>
internal static class AuditPages
{
    private const int PageEntries = 50;
    private const int SubjectDigits = 32;

    public static void MapAuditPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", Show).ExcludeFromDescription();
        routes.MapPost("/audit", FindAsync).ExcludeFromDescription();
        routes.MapGet("/audit/export", Export).ExcludeFromDescription();
    }

    private static RazorComponentResult<AuditListPage> Show(HttpContext context, ProvinceNode node)
    {
        (long? from, string? subject) = Read(context);
        long newest = Math.Max(0, node.AuditReading.Size - PageEntries);
        long first = from ?? (subject is null ? newest : 0);
        AuditPageResponse page = AuditAnswers.Of(node.AuditReading.Page(first, PageEntries, subject is null ? null : Convert.FromHexString(subject)));
        return Pages.Show<AuditListPage>(context, new
        {
            Entries = page.Entries.Reverse().ToArray(),
            Systems = page.Entries.Select(entry => entry.System).OfType<string>().Distinct().ToDictionary(system => system, system => ShownStanding.NameOf(node, system)),
            Subject = subject,
            Earlier = subject is null && first > 0 ? Math.Max(0, first - PageEntries) : (long?)null,
            Later = page.Next,
            page.Commitment,
        });
    }

    /// <summary>What stands for a licence or a holder in the audit log; what was typed is in a form and in no address.</summary>
    private static async Task<IResult> FindAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        string text = (await PageForm.ReadAsync(context, cancel)).Text("find");
        return text.Length == 0 ? Pages.GoTo("/audit")
            : Pages.GoTo($"/audit?subject={Convert.ToHexStringLower((LicenceIdentifier.TryParse(text, out _) ? node.Audit.Pseudonyms.Licence(text) : node.Audit.Pseudonyms.Holder(text)).Span)}");
    }

    /// <summary>All entries, or those of one subject, as JSON lines with their proofs; written page by page, recorded before.</summary>
    private static PushStreamHttpResult Export(HttpContext context, ProvinceNode node)
    {
        (long? from, string? subject) = Read(context);
        byte[]? about = subject is null ? null : Convert.FromHexString(subject);
        CancellationToken cancel = context.RequestAborted;
        return TypedResults.Stream(
            async stream =>
            {
                for (long? next = from ?? 0; next is long first;)
                {
                    AuditPageResponse page = AuditAnswers.Of(node.AuditReading.Page(first, AuditReading.MostEntries, about));
                    foreach (AuditEntryContract entry in page.Entries)
                    {
                        await JsonSerializer.SerializeAsync(stream, entry, JsonSerializerOptions.Web, cancel);
                        await stream.WriteAsync("\n"u8.ToArray(), cancel);
                    }

                    next = page.Next;
                }
            },
            "application/x-ndjson",
            "audit.jsonl");
    }

    private static (long? From, string? Subject) Read(HttpContext context)
    {
        RequestQuery asked = new(context.Request.Query);
        (long? from, string? subject) = (asked.Number("from"), asked.Text("subject", SubjectDigits));
        asked.End();
        context.Response.Headers.CacheControl = "no-store";
        return subject is null || (subject.Length == SubjectDigits && subject.All(char.IsAsciiHexDigitLower))
            ? (from, subject)
            : throw new LedgerException(LedgerError.InvalidField, "假名为 32 位小写十六进制数。", "A pseudonym has 32 hexadecimal digits.", "/subject");
    }
}
