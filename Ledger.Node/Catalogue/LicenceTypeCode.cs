using Ledger.Node.Parties;

namespace Ledger.Node.Catalogue;

/// <summary>证照类型代码 (GB/T 36904): the unified social credit code of the authority that defined the type, and three digits.</summary>
internal static class LicenceTypeCode
{
    /// <summary>Characters of every code.</summary>
    public const int Length = UnifiedSocialCreditCode.Length + 3;

    /// <summary>Whether the text is a code whose authority has both check characters right.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Length
            && UnifiedSocialCreditCode.IsValid(text[..UnifiedSocialCreditCode.Length])
            && !text.AsSpan(UnifiedSocialCreditCode.Length).ContainsAnyExceptInRange('0', '9');
    }
}
