namespace Ledger.Node.Parties;

/// <summary>
/// 身份证件号: the number of whatever document names a person. What looks like a citizen number is one, and has to be right; anything else
/// is the number of a passport, a travel permit or a military card.
/// </summary>
internal static class IdentityNumber
{
    private const int OldLength = 15;

    private static readonly HolderCodeType Other = HolderCodeType.Find("999")!;

    /// <summary>Null for a number that may be written into a licence, otherwise the first thing wrong with it.</summary>
    public static CodeFault? FindFault(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LooksLikeCitizenNumber(text) ? CitizenNumber.FindFault(text) : Other.FindFault(text);
    }

    private static bool LooksLikeCitizenNumber(string text) =>
        text.Length is CitizenNumber.Length or OldLength && text.AsSpan(0, text.Length - 1).IndexOfAnyExceptInRange('0', '9') < 0;
}
