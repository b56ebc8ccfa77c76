using Ledger.Api.Federation;
using Ledger.Api.Health;
using Ledger.Node;
using Ledger.Node.Importing;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Operations;

/// <summary>A system administrator sees here whether the node is well; no data, no persons.</summary>
internal static class OperationsPages
{
    private const double Gibibyte = 1L << 30;

    public static void MapOperations(this IEndpointRouteBuilder routes) => routes.MapGet("/operations", Show).ExcludeFromDescription();

    private static RazorComponentResult<OperationsPage> Show(HttpContext context, ProvinceNode node, LastMinutes minutes, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        FederationResponse federation = MirrorEndpoints.StateOf(node, time);
        return Pages.Show<OperationsPage>(context, new
        {
            IsWriting = node.State.Mode is WriterMode.Writing,
            Origin = node.Options.Origin,
            LogSize = node.Ledger.Head?.Size ?? 0,
            Anchoring = HealthEndpoints.Anchoring(node),
            Federation = federation,
            Alarms = NodeAlarms.Of(node, federation, now).ToArray(),
            FreeGibibytes = NodeGauges.FreeBytes(node) / Gibibyte,
            Certificates = NodeGauges.CertificateEnds(node).Select(pair => new ShownCertificate(ShownStanding.NameOf(node, pair.Authority), pair.End)).ToArray(),
            RowsWaiting = node.Imports.Running().Select(running => ImportJob.Of(running.Id, running.Row)).Sum(job => (long)job.Rows - job.RowsDone),
            Peers = node.Neighbours.All.Select(peer => new ShownPeer(ProvinceNames.Of(peer.Province.Division), peer.Province.Address.ToString(), peer.QuarantinedUntil)).ToArray(),
            Sessions = node.Sessions.Count,
            Minutes = minutes.All(),
            Now = now,
        });
    }
}
