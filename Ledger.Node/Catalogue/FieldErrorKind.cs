namespace Ledger.Node.Catalogue;

/// <summary>Why a field is refused.</summary>
internal enum FieldErrorKind
{
    /// <summary>The licence type has no such field.</summary>
    Unknown,

    /// <summary>The licence type demands the field.</summary>
    Missing,

    /// <summary>More characters than the licence type allows.</summary>
    TooLong,

    /// <summary>Characters that cannot be seen or that turn the text around.</summary>
    Character,

    /// <summary>Unicode text that is not in normal form C, so that equal-looking texts would differ.</summary>
    NotNormal,

    /// <summary>Not the date, code, number or choice it should be.</summary>
    Format,
}
