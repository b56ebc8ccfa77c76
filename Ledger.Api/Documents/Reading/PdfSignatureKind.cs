namespace Ledger.Api.Documents.Reading;

/// <summary>Which of a licence PDF's signatures one is.</summary>
internal enum PdfSignatureKind
{
    /// <summary>The certifying PAdES signature of the first revision.</summary>
    Certifying,

    /// <summary>The second signature, CMS of GB/T 35275.</summary>
    National,

    /// <summary>The document time stamp, an RFC 3161 token.</summary>
    TimeStamp,
}
