using System.Globalization;
using System.Text;
using System.Text.Json;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Commands;

/// <summary>One event of a proven status.</summary>
internal sealed record ProvenAnswerEvent(long Index, string Type, DateTimeOffset Time);

/// <summary>A status that a verified bundle proves.</summary>
/// <param name="Origin">The log.</param>
/// <param name="MapKey">The key asked for, in hexadecimal.</param>
/// <param name="Status"><c>valid</c>, <c>suspended</c>, <c>revoked</c>, <c>registered</c>, <c>withdrawn</c>, or <c>absent</c>.</param>
/// <param name="AsOf">When the log committed to it.</param>
/// <param name="IsFresh">Whether that is recent enough for the trust policy.</param>
/// <param name="Size">Size of the signed checkpoint.</param>
/// <param name="Version">Number of events so far.</param>
/// <param name="IsComplete">Whether <paramref name="Events"/> are all of them.</param>
/// <param name="Events">The newest events, the oldest first.</param>
internal sealed record ProvenAnswer(
    string Origin,
    string MapKey,
    string Status,
    DateTimeOffset AsOf,
    bool IsFresh,
    long Size,
    long Version,
    bool IsComplete,
    IReadOnlyList<ProvenAnswerEvent> Events)
{
    /// <summary>What a bundle says that was verified before.</summary>
    public static ProvenAnswer Of(StatusBundle bundle, bool isFresh) => new(
        bundle.Origin,
        bundle.MapKey.ToHex(),
        Word(bundle.Status?.Status).English,
        bundle.MapCommit.Time,
        isFresh,
        bundle.MapCommit.Index + 1,
        bundle.Status?.Version ?? 0,
        StatusBundleProof.ShowsAllEvents(bundle),
        [.. bundle.Events.Select(e => new ProvenAnswerEvent(e.Index, e.Leaf.Type.ToString(), e.Leaf.Time))])
    {
        Chinese = Word(bundle.Status?.Status).Chinese,
    };

    /// <summary>The status in Chinese.</summary>
    public string Chinese { get; private init; } = "";

    public string ToJson() => JsonSerializer.Serialize(this, CommandJson.Options);

    public string ToText()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Chinese} / {Status}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {Origin}, {Size} leaves, as of / 截至 {BeijingTime.TextOf(AsOf)}");
        foreach (ProvenAnswerEvent e in Events)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {e.Index}  {BeijingTime.TextOf(e.Time)}  {e.Type}");
        }

        if (!IsComplete)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  仅列最新事件，共 {Version} 个 / the newest of {Version} events");
        }

        if (!IsFresh)
        {
            text.AppendLine("  ? 证明过旧或时钟不符，此后是否变更无法判定 / too old to rely on, or from the future: nobody can tell what happened since");
        }

        return text.ToString().TrimEnd();
    }

    private static (string Chinese, string English) Word(SubjectStatus? status) => status switch
    {
        SubjectStatus.Valid => ("有效", "valid"),
        SubjectStatus.Suspended => ("暂扣", "suspended"),
        SubjectStatus.Revoked => ("已吊销或撤销", "revoked"),
        SubjectStatus.Registered => ("已登记", "registered"),
        SubjectStatus.Withdrawn => ("已撤回", "withdrawn"),
        _ => ("账本中没有", "absent"),
    };
}
