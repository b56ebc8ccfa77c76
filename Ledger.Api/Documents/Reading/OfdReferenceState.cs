namespace Ledger.Api.Documents.Reading;

/// <summary>How a file compares with what a signature says of it.</summary>
internal enum OfdReferenceState
{
    /// <summary>It has the digest that was signed.</summary>
    Agrees,

    /// <summary>It has another one: it was changed.</summary>
    Differs,

    /// <summary>The package has no such file.</summary>
    Absent,

    /// <summary>The digest is of a kind that proves nothing today (MD5, SHA-1), or unknown.</summary>
    UnknownMethod,
}
