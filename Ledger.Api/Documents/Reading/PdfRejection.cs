namespace Ledger.Api.Documents.Reading;

/// <summary>Why an uploaded file was not read.</summary>
internal enum PdfRejection
{
    /// <summary>Some other PDF, or no PDF at all: not a licence PDF of this system.</summary>
    Foreign,

    /// <summary>It starts like one of ours, but is not laid out as ours are: damaged or tampered with.</summary>
    Malformed,

    /// <summary>It carries no signature, or an empty one.</summary>
    Unsigned,

    /// <summary>It is larger, deeper or slower to read than any licence is.</summary>
    TooLarge,
}
