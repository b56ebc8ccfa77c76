using Ledger.Node.Licences;
using Ledger.Node.Materials;

namespace Ledger.Node.Consents;

/// <summary>A use as its holder sees it. Personal data, in memory only.</summary>
/// <param name="Index">Its log index.</param>
/// <param name="Row">What the log has of it.</param>
/// <param name="Licence">The licence that was used; null where a material was, or only its leaf was recovered.</param>
/// <param name="Material">The material that was used; null where a licence was, or only its leaf was recovered.</param>
/// <param name="Content">Who used it and what for; null where it cannot be read any more.</param>
internal sealed record OpenedUse(long Index, UseRow Row, Licence? Licence, Material? Material, UseContent? Content)
{
    /// <summary>When it was used.</summary>
    public DateTimeOffset UsedAt => DateTimeOffset.FromUnixTimeMilliseconds(Row.Time);

    /// <summary>When its holder objected to it; null where nobody did.</summary>
    public DateTimeOffset? ObjectedAt => Row.ObjectedTime > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(Row.ObjectedTime) : null;

    /// <summary>When the asking province's node gave a receipt of it; null where there is none.</summary>
    public DateTimeOffset? ReceiptAt => Row.ReceiptTime > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(Row.ReceiptTime) : null;

    /// <summary>用证回执, as it was signed; empty where there is none, or it cannot be read any more.</summary>
    public ReadOnlyMemory<byte> Receipt { get; init; }

    /// <summary>When the objection was answered; null where it was not.</summary>
    public DateTimeOffset? AnsweredAt => Row.AnswerTime > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(Row.AnswerTime) : null;

    /// <summary>What was answered to the objection; null where nothing was, or it cannot be read any more.</summary>
    public ObjectionAnswer? Answer { get; init; }

    /// <summary>The use's name alone.</summary>
    public override string ToString() => $"use {ConsentName.Of(Row.Made.Use)}";
}
