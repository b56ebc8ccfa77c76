namespace Ledger.Api.Documents.Reading;

/// <summary>How the bytes of a file relate to its signatures; whether the signatures themselves verify is another question.</summary>
internal enum PdfIntegrity
{
    /// <summary>
    /// The file is exactly what was signed: one revision that allows no other, or all revisions that our writer appends, in its order and form.
    /// </summary>
    AsSigned,

    /// <summary>Something else follows the signed file. What a viewer shows may not be what was signed.</summary>
    ChangedAfterSigning,

    /// <summary>Revisions that the first one announces are missing: somebody cut the file short.</summary>
    Shortened,
}
