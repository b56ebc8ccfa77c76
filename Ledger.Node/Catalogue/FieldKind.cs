namespace Ledger.Node.Catalogue;

/// <summary>What a field of a licence holds; every value is text.</summary>
internal enum FieldKind
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>A date, <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>A code in the form its pattern gives.</summary>
    Code,

    /// <summary>Digits, with a decimal point if need be; no sign, no needless leading zero.</summary>
    NumberText,

    /// <summary>One of the values listed.</summary>
    Choice,

    /// <summary>A unified social credit code with both check characters right.</summary>
    SocialCreditCode,

    /// <summary>A citizen number as it must be written today, its date and check character right.</summary>
    CitizenNumber,

    /// <summary>A citizen number, or the number of another identity document.</summary>
    IdentityNumber,

    /// <summary>A code in the form its pattern gives, the last of whose digits is the check digit of the others (GB/T 17710).</summary>
    CheckDigitCode,

    /// <summary>
    /// A photograph of the holder: the value is the SM3 of a JPEG file, 64 lower-case hexadecimal digits; the file itself is kept beside the
    /// licence and never typed in. A type has at most one.
    /// </summary>
    Photo,
}
