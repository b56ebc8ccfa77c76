using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>A field that must be shown: under its label, its value, whole, though it may go on on another page.</summary>
internal sealed class FaceLine
{
    private readonly string _label;
    private readonly string _shownLabel;
    private readonly string _value;
    private readonly FaceDifference _named;
    private int _taken = -1;

    /// <param name="field">The field as printed.</param>
    /// <param name="bilingual">Whether English stands below the label.</param>
    public FaceLine(LicenceField field, bool bilingual)
    {
        ArgumentNullException.ThrowIfNull(field);
        _label = field.Label;
        English = bilingual ? PdfTextElement.Squeezed(field.English) : "";
        _shownLabel = PdfTextElement.Squeezed(field.Label) + English;
        _value = PdfTextElement.Squeezed(field.Value);
        _named = new(_label, field.English.Length > 0 ? field.English : field.Label);
    }

    public bool IsBegun => _taken >= 0;

    public bool IsWhole => _taken == _value.Length;

    private string English { get; }

    /// <summary>Whether a label says that a field goes on here, and without that.</summary>
    public static bool TryContinued(string text, out string label)
    {
        int mark = text.IndexOf(FieldCell.Continued, StringComparison.Ordinal);
        label = mark < 0 ? text : text.Remove(mark, FieldCell.Continued.Length);
        return mark >= 0;
    }

    /// <summary>What is said where something else follows what was taken of its value, or nothing does.</summary>
    public FaceDifference DifferenceFrom(string text) => _named with { Values = DifferingValues.Of(_value[..Math.Max(0, _taken)] + text, _value) };

    /// <summary>Whether this is its label as shown.</summary>
    public bool IsCalled(string label) => label == _shownLabel;

    /// <summary>Takes what is shown of its value; false where it is not what comes next.</summary>
    public bool Take(string text)
    {
        int at = Math.Max(0, _taken);
        if (string.CompareOrdinal(_value, at, text, 0, text.Length) != 0)
        {
            return false;
        }

        _taken = at + text.Length;
        return true;
    }
}
