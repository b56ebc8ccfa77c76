namespace Ledger.Api.Documents.Reading;

/// <summary>How the bytes of a file relate to its signature; whether the signature itself verifies is another question.</summary>
internal enum PdfIntegrity
{
    /// <summary>The signature covers every byte but its own value.</summary>
    AsSigned,

    /// <summary>Something follows the signed file. What a viewer shows may not be what was signed.</summary>
    ChangedAfterSigning,
}
