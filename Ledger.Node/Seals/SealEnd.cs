namespace Ledger.Node.Seals;

/// <summary>Why a seal, or an application for one, ends.</summary>
internal enum SealEnd
{
    /// <summary>撤回申请: the application is taken back before a seal was made.</summary>
    Withdrawn,

    /// <summary>换章: another seal takes its place.</summary>
    Replaced,

    /// <summary>机构变更: the authority was closed, merged or renamed.</summary>
    AuthorityEnded,

    /// <summary>密钥泄露: somebody else may have its key.</summary>
    KeyCompromised,
}

/// <summary>The texts of <see cref="SealEnd"/>.</summary>
internal static class SealEndText
{
    private static readonly Dictionary<string, SealEnd> Ends = new()
    {
        ["withdrawn"] = SealEnd.Withdrawn,
        ["replaced"] = SealEnd.Replaced,
        ["authority-ended"] = SealEnd.AuthorityEnded,
        ["key-compromised"] = SealEnd.KeyCompromised,
    };

    /// <summary>Every code, as callers write them.</summary>
    public static IEnumerable<string> Codes => Ends.Keys;

    /// <summary>The code as written in events; never changes once released.</summary>
    public static string Code(this SealEnd end) => Ends.Single(pair => pair.Value == end).Key;

    /// <summary>The reason with a code.</summary>
    /// <returns>False where none has it.</returns>
    public static bool TryParse(string code, out SealEnd end) => Ends.TryGetValue(code, out end);
}
