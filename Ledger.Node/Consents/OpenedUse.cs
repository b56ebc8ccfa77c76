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

    /// <summary>The use's name alone.</summary>
    public override string ToString() => $"use {ConsentName.Of(Row.Made.Use)}";
}
