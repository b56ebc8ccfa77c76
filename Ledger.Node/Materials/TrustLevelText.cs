using Ledger.Node.Catalogue;

namespace Ledger.Node.Materials;

/// <summary>The codes of <see cref="TrustLevel"/> in events, settings and interfaces.</summary>
internal static class TrustLevelText
{
    /// <summary>The code: <c>a</c>, <c>b</c>, <c>c</c> or <c>d</c>.</summary>
    public static string Code(this TrustLevel level) => level switch
    {
        TrustLevel.A => "a",
        TrustLevel.B => "b",
        TrustLevel.C => "c",
        TrustLevel.D => "d",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>Reads a code; null for any other text.</summary>
    public static TrustLevel? Find(string code) => code switch
    {
        "a" => TrustLevel.A,
        "b" => TrustLevel.B,
        "c" => TrustLevel.C,
        "d" => TrustLevel.D,
        _ => null,
    };
}
