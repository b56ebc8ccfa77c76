using System.Globalization;
using System.Text;
using System.Text.Json;
using Ledger.Crypto.Transparency;
using Ledger.Node.Auditing;
using Ledger.Node.Log;

namespace Ledger.Api.Commands;

/// <summary>What an audit says in the end, as text or JSON.</summary>
/// <param name="Conclusion"><c>consistent</c>, <c>different</c> or <c>cannot-tell</c>.</param>
/// <param name="Origin">Origin of the log, where it is known.</param>
/// <param name="Leaves">Leaves added up.</param>
/// <param name="Events">Events by type, or in all under <c>all</c>.</param>
/// <param name="Sha256Root">Recomputed root in base64.</param>
/// <param name="Sm3Root">Recomputed root of the SM3 tree in base64.</param>
/// <param name="MapRoot">Recomputed root of the status map in base64.</param>
/// <param name="TwinChecked">Whether the SM3 twin's signature and hashes were compared too.</param>
/// <param name="Difference">The first difference, or what could not be read.</param>
internal sealed record AuditOutcome(
    string Conclusion,
    string? Origin,
    long Leaves,
    IReadOnlyDictionary<string, long> Events,
    string? Sha256Root,
    string? Sm3Root,
    string? MapRoot,
    bool TwinChecked,
    AuditDifference? Difference)
{
    private const string Consistent = "consistent";
    private const string Different = "different";
    private const string CannotTell = "cannot-tell";

    /// <summary>What the command exits with.</summary>
    public int Code() => Conclusion switch
    {
        Consistent => ExitCode.Done,
        Different => ExitCode.DoesNotHold,
        _ => ExitCode.CannotTell,
    };

    public static AuditOutcome Of(TileAuditReport report) => new(
        report.Difference is null ? Consistent : Different,
        report.Origin,
        report.Leaves,
        report.Events.ToDictionary(type => type.Key.ToString(), type => type.Value),
        report.Sha256Root?.ToBase64(),
        report.Sm3Root?.ToBase64(),
        report.MapRoot?.ToBase64(),
        report.TwinChecked,
        report.Difference);

    /// <summary>Of a node's folder: events whose bodies were lost before a recovery.</summary>
    public long LostBodies { get; private init; }

    /// <summary>Of a node's folder: entries of the audit log that were added up; null where that did not come to be compared.</summary>
    public long? AuditEntries { get; private init; }

    /// <summary>How many of them the log commits to; those behind rest on the audit head alone.</summary>
    public long? AuditCommitted { get; private init; }

    /// <summary>A node's folder: its log, and where that fits the audit log beside it.</summary>
    public static AuditOutcome Of(string origin, ReplayReport report, AuditLogReport? accesses) => new(
        (report.Difference ?? accesses?.Difference) is null ? Consistent : Different,
        origin,
        report.Size,
        new Dictionary<string, long> { ["all"] = report.Events },
        report.Sha256Root.ToBase64(),
        report.Sm3Root.ToBase64(),
        report.MapRoot.ToBase64(),
        TwinChecked: true,
        (report.Difference ?? accesses?.Difference) is ReplayDifference found ? new AuditDifference(found.Chinese, found.English) : null)
    {
        AuditEntries = accesses?.Size,
        AuditCommitted = accesses?.Committed,
        LostBodies = report.LostBodies,
    };

    /// <summary>Something could not be read, so nobody can tell.</summary>
    public static AuditOutcome Unread(string origin, string reason) => new(
        CannotTell, origin, 0, new Dictionary<string, long>(), null, null, null, false,
        new AuditDifference("无法读取全部内容，无法判定。", $"Not everything could be read, so nobody can tell: {reason}"));

    public string ToJson() => JsonSerializer.Serialize(this, CommandJson.Options);

    public string ToText()
    {
        StringBuilder text = new();
        if (Sha256Root is not null)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Origin}: {Leaves} leaves, {Events.Values.Sum()} events, root {Sha256Root}");
            foreach ((string type, long count) in Events)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {type}: {count}");
            }
        }

        if (Sm3Root is not null)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  SM3 root {Sm3Root}{(TwinChecked ? "" : " (not compared: no key of the twin given / 未比对)")}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  map root {MapRoot}");
        }

        if (LostBodies > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {LostBodies} bodies were lost before a recovery / 恢复前已失的事件内容");
        }

        if (AuditEntries is long entries)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  audit log / 审计日志: {entries} entries, {AuditCommitted} under the log, {entries - AuditCommitted} behind it under the audit head alone");
        }

        string mark = Conclusion switch
        {
            Consistent => "✔ 一致 / consistent",
            Different => "✘ 不符 / different",
            _ => "? 无法判定 / cannot tell",
        };
        text.Append(mark);
        if (Difference is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {Difference.Chinese}\n  {Difference.English}");
        }

        return text.ToString();
    }
}
