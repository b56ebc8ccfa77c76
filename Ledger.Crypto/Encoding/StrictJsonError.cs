namespace Ledger.Crypto.Encoding;

/// <summary>Why a JSON text was refused. The names are stable: they appear in answers and logs.</summary>
public enum StrictJsonError
{
    /// <summary>Not JSON (RFC 8259): a wrong or missing character, a comment, an early end.</summary>
    Syntax,

    /// <summary>More bytes than the limit.</summary>
    TooLarge,

    /// <summary>Arrays and objects nested deeper than the limit.</summary>
    TooDeep,

    /// <summary>A byte order mark at the start.</summary>
    ByteOrderMark,

    /// <summary>Bytes that are not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>Half of a surrogate pair, written as an escape.</summary>
    LoneSurrogate,

    /// <summary>The same member twice in one object, letter case ignored.</summary>
    DuplicateName,

    /// <summary>A number with a fraction or an exponent, or −0: forms in which equal numbers look different.</summary>
    NotAnInteger,

    /// <summary>An integer beyond ±(2^53−1), which some readers would round.</summary>
    NumberOutOfRange,

    /// <summary><c>null</c>: a member that has no value is left out.</summary>
    NullValue,

    /// <summary>Something after the value.</summary>
    TrailingData,

    /// <summary>Another than the canonical form (RFC 8785), where that is asked for: white space, another order of members, another escape.</summary>
    NotCanonical,

    /// <summary>A member is absent.</summary>
    MissingMember,

    /// <summary>A member that this form does not have.</summary>
    UnknownMember,

    /// <summary>A value of another kind than this form has here.</summary>
    WrongKind,

    /// <summary>A value of the right kind that is out of its range.</summary>
    WrongValue,
}
