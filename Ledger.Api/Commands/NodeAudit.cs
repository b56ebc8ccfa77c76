using System.Globalization;
using Ledger.Node;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Api.Commands;

/// <summary>Audits the folder of a stopped node: its log, and every row that follows from it.</summary>
internal static class NodeAudit
{
    public static AuditOutcome Run(string folder, Progress progress, CancellationToken cancel)
    {
        string scratch = Directory.CreateTempSubdirectory("ledger-audit-").FullName;
        try
        {
            NodeOptions options = NodeOptions.Load(folder);
            using StateStore stored = StateStore.Open(new StoreOptions { Folder = options.DatabaseFolder });
            using StateStore rebuilt = StateStore.Open(new StoreOptions { Folder = Path.Combine(scratch, "rows") });
            using LedgerRead rows = new(stored, snapshot: null, head: null);
            LogReplay replay = new(ProvinceNode.AllEvents(), options.Origin, rebuilt);
            ReplayReport report = replay.Run(
                rows, leaves => progress.Say(string.Create(CultureInfo.InvariantCulture, $"{leaves} leaves")), cancel);
            return AuditOutcome.Of(options.Origin, report);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
