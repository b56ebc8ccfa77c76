namespace Ledger.Api.Documents.Design;

/// <summary>One size of the field table; everything else follows from the size of the values.</summary>
internal readonly record struct FieldStyle(double Size)
{
    public double LabelSize => Size - 0.5;

    public double LineHeight => Size * 1.5;

    /// <summary>White space between two rows.</summary>
    public double Gap => Size * 0.62;

    /// <summary>White space between a label and its value.</summary>
    public double LabelGap => Size * 1.1;
}
