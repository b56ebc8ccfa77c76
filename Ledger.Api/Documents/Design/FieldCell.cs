namespace Ledger.Api.Documents.Design;

/// <summary>A field, or a cell of a table, broken into lines for its place on the page.</summary>
/// <param name="Label">The label's lines; none in a table.</param>
/// <param name="English">Lines of English below the label or the head of a column.</param>
/// <param name="Value">The value's lines.</param>
/// <param name="X">Left end of the label.</param>
/// <param name="LabelWidth">Width the label is spread over.</param>
/// <param name="LabelSize">Size of the label, less where it would not fit on a line.</param>
/// <param name="ValueX">Left end of the value.</param>
/// <param name="ValueWidth">Width of the value's lines.</param>
internal sealed record FieldCell(
    IReadOnlyList<string> Label,
    IReadOnlyList<string> English,
    IReadOnlyList<string> Value,
    double X,
    double LabelWidth,
    double LabelSize,
    double ValueX,
    double ValueWidth)
{
    /// <summary>Said below the label of what goes on after the end of a page.</summary>
    public const string Continued = "（续）";

    /// <summary>Height of the label and its English.</summary>
    public double LabelHeight(FieldStyle style) =>
        (Label.Count * style.LineHeight) + (Label.Count == 0 ? 0 : EnglishHeight(style));

    /// <summary>Height of the value and, in the head of a table, its English.</summary>
    public double ValueHeight(FieldStyle style) =>
        (Value.Count * style.LineHeight) + (Label.Count == 0 ? EnglishHeight(style) : 0);

    private double EnglishHeight(FieldStyle style) => English.Count * style.EnglishLineHeight;
}
