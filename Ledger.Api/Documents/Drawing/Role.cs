namespace Ledger.Api.Documents.Drawing;

/// <summary>What a part of a document is to a reader that cannot see it (ISO 32000-1 §14.8.4).</summary>
internal enum Role
{
    /// <summary>The document's title.</summary>
    Heading,

    /// <summary>A line or paragraph of text.</summary>
    Paragraph,

    /// <summary>Holds rows; draws nothing itself.</summary>
    Table,

    /// <summary>Holds cells; draws nothing itself.</summary>
    Row,

    /// <summary>The name of a field.</summary>
    HeaderCell,

    /// <summary>The value of a field.</summary>
    Cell,

    /// <summary>A picture, described by its alternative text.</summary>
    Figure,
}
