using System.Diagnostics;
using OpenTelemetry;

namespace Ledger.Api.Health;

/// <summary>
/// Lets traces leave with the route of a request, its method, its status and its times, and with nothing else: addresses hold identifiers of
/// licences, and a caller's network address says who it is.
/// </summary>
internal sealed class UnaddressedTraces : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Kept =
        new(["http.route", "http.request.method", "http.response.status_code", "error.type"], StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (string tag in data.TagObjects.Select(tag => tag.Key).Where(key => !Kept.Contains(key)).ToList())
        {
            data.SetTag(tag, null);
        }

        // What a caller hands on besides the trace's number could say anything.
        data.TraceStateString = null;
    }
}
