namespace Ledger.Api.Portal.Counter;

/// <summary>What a field of a form takes.</summary>
public enum FieldShape
{
    /// <summary>A line of text.</summary>
    Line,

    /// <summary>A number, as a line.</summary>
    Number,

    /// <summary>A day.</summary>
    Day,

    /// <summary>One of some values.</summary>
    Choice,

    /// <summary>Text of more than a line.</summary>
    Paragraph,

    /// <summary>A file.</summary>
    File,
}
