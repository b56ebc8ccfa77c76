namespace Ledger.Api.Documents.Pdf;

/// <summary>A place that readers can jump to (ISO 32000-1 §12.3.3).</summary>
/// <param name="Title">What stands there.</param>
/// <param name="Page">Index of its page.</param>
/// <param name="Y">Its upper edge, counted from the bottom of the page.</param>
/// <param name="IsChapter">Whether those that follow are parts of it.</param>
internal sealed record PdfBookmark(string Title, int Page, double Y, bool IsChapter);
