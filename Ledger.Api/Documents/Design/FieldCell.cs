namespace Ledger.Api.Documents.Design;

/// <summary>A field broken into lines for its place on the page.</summary>
/// <param name="Label">The label's lines.</param>
/// <param name="Value">The value's lines.</param>
/// <param name="X">Left end of the label.</param>
/// <param name="LabelWidth">Width the label is spread over.</param>
/// <param name="ValueX">Left end of the value.</param>
/// <param name="ValueWidth">Width of the value's lines.</param>
internal sealed record FieldCell(
    IReadOnlyList<string> Label,
    IReadOnlyList<string> Value,
    double X,
    double LabelWidth,
    double ValueX,
    double ValueWidth);
