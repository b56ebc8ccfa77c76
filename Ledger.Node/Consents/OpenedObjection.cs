using System.Globalization;

namespace Ledger.Node.Consents;

/// <summary>A holder's objection to a use, as the system that made the use sees it. Personal data, in memory only.</summary>
/// <param name="Index">Its log index.</param>
/// <param name="Row">What the log has of it.</param>
/// <param name="Text">What the holder says.</param>
/// <param name="Use">What was said of the use when it was made.</param>
/// <param name="Made">What the log has of the use.</param>
/// <param name="Type">Code of the type of what was used; empty where only its leaf was recovered.</param>
/// <param name="Answer">What was answered; null where nothing was yet.</param>
internal sealed record OpenedObjection(long Index, UseObjectionRow Row, string Text, UseContent Use, UseRow Made, string Type, ObjectionAnswer? Answer)
{
    /// <summary>When it was made.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(Row.Time);

    /// <summary>When the use was made.</summary>
    public DateTimeOffset UsedAt => DateTimeOffset.FromUnixTimeMilliseconds(Made.Time);

    /// <summary>When it was answered; null where it was not.</summary>
    public DateTimeOffset? AnsweredAt => Made.AnswerTime > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(Made.AnswerTime) : null;

    /// <summary>The index alone.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"objection {Index}");
}
