namespace Ledger.Api.Documents.Reading;

/// <summary>Kinds of reasons for which a file is not read.</summary>
internal enum FileRefusalReason
{
    /// <summary>Nothing that is known here: another kind of file.</summary>
    Foreign,

    /// <summary>A ZIP package that cannot be read as OFD.</summary>
    ForeignPackage,

    /// <summary>A licence file of this system, damaged or tampered with.</summary>
    Damaged,

    /// <summary>Whoever was to read it died, hung, or gave an answer that cannot be right.</summary>
    NoAnswer,
}
