namespace Ledger.Api.Documents.Pdf;

/// <summary>AFRelationship of an attachment (ISO 19005-3 §6.8); the names are the ones in the file.</summary>
internal enum PdfRelationship
{
    /// <summary>None of the others.</summary>
    Unspecified,

    /// <summary>What the document was made from.</summary>
    Source,

    /// <summary>The facts behind what is shown.</summary>
    Data,

    /// <summary>The same in another form.</summary>
    Alternative,

    /// <summary>Something in addition.</summary>
    Supplement,
}
