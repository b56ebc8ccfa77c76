namespace Ledger.Node.Catalogue;

/// <summary>材料目录编码: <c>CL</c> and six digits.</summary>
internal static class MaterialCode
{
    /// <summary>Characters of every code.</summary>
    public const int Length = 8;

    /// <summary>Whether the text is a code.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Length
            && text.StartsWith("CL", StringComparison.Ordinal)
            && !text.AsSpan(2).ContainsAnyExceptInRange('0', '9');
    }
}
