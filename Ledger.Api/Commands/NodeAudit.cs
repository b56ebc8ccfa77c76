using System.Globalization;
using System.Text;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Auditing;
using Ledger.Node.Log;
using Ledger.Node.Materials;
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
            return report.Difference is null
                ? AuditOutcome.Of(options.Origin, report with { Difference = MemoriesDifference(options, rows, report.Size) ?? FilesDifference(options, rows, progress, cancel) }, AccessesOf(options, rows, rebuilt, progress, cancel))
                : AuditOutcome.Of(options.Origin, report, accesses: null);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static AuditLogReport AccessesOf(
        NodeOptions options, LedgerRead rows, StateStore rebuilt, Progress progress, CancellationToken cancel)
    {
        string origin = LogOf(options).AuditOrigin;

        // The policy has the log's key; a private key, which may be encrypted, is not needed to audit.
        NoteVerifier? own = ProvinceNode.TrustOf(options)?.LogOf(options.Origin)?.Ed25519;
        NoteVerifier? verifier = own is null ? null : new NoteVerifier(origin, own.Kind, own.Key);
        return new AuditLogCheck(rows, rebuilt).Run(
            HeadIn(LogOf(options).AuditHeadFile),
            origin,
            verifier,
            entries => progress.Say(string.Create(CultureInfo.InvariantCulture, $"{entries} audit entries")),
            cancel);
    }

    /// <summary>What both memories know and the database has not, or has otherwise: it was cut or rolled back.</summary>
    private static ReplayDifference? MemoriesDifference(NodeOptions options, LedgerRead rows, long size)
    {
        HeadRecord?[] memories = [new HeadFile(options.HeadFile).Read(), HeadIn(options.LockFilePath)];
        HeadRecord? most = memories.MaxBy(memory => memory?.Size ?? 0);
        return most is null || most.Size == 0 ? null
            : most.Size > size ? new(
                $"本节点已签署大小 {most.Size}，数据库只有 {size}：数据丢失或被回滚。",
                $"This node signed size {most.Size}, the database has {size}: rows were lost or rolled back.")
            : SignedNote.Parse(Encoding.UTF8.GetBytes(most.Note)).Text == new Checkpoint(options.Origin, most.Size, LogTree.Sha256(rows).Root(most.Size)).Format() ? null
            : new(
                $"数据库在大小 {most.Size} 处的树根与本节点签署的不同。",
                $"At size {most.Size} the database has another root than this node signed.");
    }

    private static ReplayDifference? FilesDifference(NodeOptions options, LedgerRead rows, Progress progress, CancellationToken cancel) => MaterialFileCheck.Find(
        rows, options.MaterialFolder, count => progress.Say(string.Create(CultureInfo.InvariantCulture, $"{count} files of materials")), cancel);

    private static LedgerOptions LogOf(NodeOptions options) =>
        new() { Origin = options.Origin, HeadFile = options.HeadFile, LockFile = options.LockFilePath };

    private static HeadRecord? HeadIn(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using LockFile file = LockFile.Take(path);
        return file.Read();
    }
}
