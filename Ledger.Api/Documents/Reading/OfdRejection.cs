namespace Ledger.Api.Documents.Reading;

/// <summary>Why an uploaded file was not read as OFD.</summary>
internal enum OfdRejection
{
    /// <summary>No OFD file at all.</summary>
    Foreign,

    /// <summary>A package that programs would read in different ways, or a damaged one.</summary>
    Malformed,

    /// <summary>It is larger, deeper or slower to read than any licence is.</summary>
    TooLarge,
}
