namespace Ledger.Api.Documents.Design;

/// <summary>One size of the field table; everything else follows from the size of the values.</summary>
/// <param name="Size">Size of the values in points.</param>
/// <param name="Bilingual">Whether labels have English below them.</param>
/// <param name="Ruled">Whether lines are drawn between the rows.</param>
internal readonly record struct FieldStyle(double Size, bool Bilingual = false, bool Ruled = false)
{
    public double LabelSize => Size - 0.5;

    public double LineHeight => Size * 1.5;

    /// <summary>Size of English below a label.</summary>
    public double EnglishSize => Math.Max(5.5, Size * 0.56);

    public double EnglishLineHeight => EnglishSize * 1.2;

    /// <summary>White space between two rows.</summary>
    public double Gap => Size * (Ruled ? 0.8 : 0.62);

    /// <summary>White space between a label and its value.</summary>
    public double LabelGap => Size * (Ruled ? 1.4 : 1.1);
}
