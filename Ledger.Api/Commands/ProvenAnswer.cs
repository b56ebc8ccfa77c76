using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Commands;

/// <summary>One event of a proven status.</summary>
internal sealed record ProvenAnswerEvent(long Index, string Type, DateTimeOffset Time);

/// <summary>The status of an earlier moment.</summary>
/// <param name="Moment">The moment asked for.</param>
/// <param name="Status">As the status of now; <c>cannot-tell</c> where the proof does not show that moment.</param>
internal sealed record ProvenAnswerPast(DateTimeOffset Moment, string Status);

/// <summary>A status that a verified bundle proves.</summary>
/// <param name="Origin">The log.</param>
/// <param name="MapKey">The key asked for, in hexadecimal.</param>
/// <param name="Status">
/// <c>valid</c>, <c>suspended</c>, <c>revoked</c> (ended for good, in whatever way), <c>disputed</c> (in force, an objection is open),
/// <c>suspended-disputed</c>, <c>registered</c>, <c>withdrawn</c>, or <c>absent</c>.
/// </param>
/// <param name="AsOf">What it holds for: <paramref name="QuorumTime"/>, or else when the log committed to it.</param>
/// <param name="QuorumTime">When a quorum of witnesses had seen nothing newer; null where it is not met or not asked for.</param>
/// <param name="HasQuorum">Whether those cosigned whom the trust policy asks for; true where it asks for nobody.</param>
/// <param name="IsFresh">Whether it is recent enough for the trust policy.</param>
/// <param name="Size">Size of the signed checkpoint.</param>
/// <param name="Version">Number of events so far.</param>
/// <param name="IsComplete">Whether <paramref name="Events"/> are all of them.</param>
/// <param name="Events">The newest events, the oldest first.</param>
/// <param name="Past">The status of the earlier moment that was asked for; null where none was.</param>
/// <param name="Checks">Every check made.</param>
internal sealed record ProvenAnswer(
    string Origin,
    string MapKey,
    string Status,
    DateTimeOffset AsOf,
    DateTimeOffset? QuorumTime,
    bool HasQuorum,
    bool IsFresh,
    long Size,
    long Version,
    bool IsComplete,
    IReadOnlyList<ProvenAnswerEvent> Events,
    ProvenAnswerPast? Past,
    IReadOnlyList<CheckResponse> Checks)
{
    /// <summary>What a report says of which every link holds.</summary>
    public static ProvenAnswer Of(StatusReport report, DateTimeOffset? at) => new(
        report.Bundle.Origin,
        report.Bundle.MapKey.ToHex(),
        StatusWord.Of(report.Status?.Status).Code,
        report.AsOf,
        report.QuorumTime,
        report.HasQuorum,
        report.IsFresh,
        report.Size,
        report.Status?.Version ?? 0,
        report.ShowsAllEvents,
        [.. report.Bundle.Events.Select(e => new ProvenAnswerEvent(e.Index, e.Leaf.Type.ToString(), e.Leaf.Time))],
        at is DateTimeOffset moment ? PastOf(report, moment) : null,
        [.. report.Checks.Select(CheckResponse.Of)]);

    /// <summary>Whether the answer to the question that was asked may be relied upon.</summary>
    [JsonIgnore]
    public bool IsReliable => Past is null ? HasQuorum && IsFresh : Past.Status != StatusWord.CannotTell.Code;

    public string ToJson() => JsonSerializer.Serialize(this, CommandJson.Options);

    public string ToText()
    {
        StringBuilder text = new();
        StatusWord word = StatusWord.OfCode(Past?.Status ?? Status);
        text.AppendLine(CultureInfo.InvariantCulture, $"{word.Chinese} / {word.English}{(Past is null ? "" : $"  {BeijingTime.TextOf(Past.Moment)}")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {Origin}, {Size} leaves, as of / 截至 {BeijingTime.TextOf(AsOf)}");
        foreach (ProvenAnswerEvent e in Events)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {e.Index}  {BeijingTime.TextOf(e.Time)}  {e.Type}");
        }

        if (!IsComplete)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  仅列最新事件，共 {Version} 个 / the newest of {Version} events");
        }

        if (Past?.Status == StatusWord.CannotTell.Code)
        {
            text.AppendLine("  ? 该证明不足以说明所问时刻的状态 / the proof does not show the status of that moment");
        }

        if (Past is null && !IsFresh)
        {
            text.AppendLine("  ? 证明过旧或时钟不符，此后是否变更无法判定 / too old to rely on, or from the future: nobody can tell what happened since");
        }

        CheckResponse quorum = Checks.Single(check => check.Name == "quorum");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {(HasQuorum ? "·" : "?")} {quorum.Compared.Chinese} {quorum.Compared.English}");
        return text.ToString().TrimEnd();
    }

    private static ProvenAnswerPast PastOf(StatusReport report, DateTimeOffset moment) =>
        new(moment, report.StatusAt(moment) is PastStatus past ? StatusWord.Of(past.Entry?.Status).Code : StatusWord.CannotTell.Code);
}
