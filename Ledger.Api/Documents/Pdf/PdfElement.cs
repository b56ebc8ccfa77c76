using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Pdf;

/// <summary>An element of the structure tree: it holds other elements, or one piece of marked content on a page.</summary>
internal sealed class PdfElement(Role role, string? alternative)
{
    public Role Role => role;

    /// <summary>A picture in words, or the exact text of what is drawn.</summary>
    public string? Alternative => alternative;

    public List<PdfElement> Children { get; } = [];

    /// <summary>Whether it only groups other elements.</summary>
    public bool IsGroup => role is Role.Table or Role.Row;

    /// <summary>Whether its alternative takes the place of the characters drawn.</summary>
    public bool IsReplaced => !IsGroup && role != Role.Figure && alternative is not null;

    /// <summary>Index of the page its content is on.</summary>
    public int Page { get; init; }

    /// <summary>Number of its marked content on that page.</summary>
    public int MarkedContent { get; init; }
}
