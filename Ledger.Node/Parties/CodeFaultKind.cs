namespace Ledger.Node.Parties;

/// <summary>What is wrong with a code that somebody typed, first reason found.</summary>
internal enum CodeFaultKind
{
    /// <summary>A space, tab or line break in or around the code.</summary>
    Space,

    /// <summary>Full-width digits or letters (U+FF01 to U+FF5E).</summary>
    FullWidth,

    /// <summary>Lower-case letters.</summary>
    LowerCase,

    /// <summary>Too few or too many characters.</summary>
    Length,

    /// <summary>A character that the code's alphabet does not have.</summary>
    Character,

    /// <summary>A part of an identifier is missing, superfluous or not what the standard puts there.</summary>
    Part,

    /// <summary>A number of 15 digits, as issued before 1999.</summary>
    OldForm,

    /// <summary>A date that the calendar does not have.</summary>
    Date,

    /// <summary>The check character of the organisation code inside (GB 11714) does not fit.</summary>
    OrganisationCheck,

    /// <summary>The check character at the end does not fit.</summary>
    Check,
}
