using Ledger.Crypto.Presentations;

namespace Ledger.Api.Problems;

/// <summary>The stable codes of the questions that a presentation answers.</summary>
internal static class ClaimText
{
    /// <summary>The code of a question.</summary>
    public static string Code(ClaimKind kind) => kind == ClaimKind.Adult ? "adult" : "in-force";

    /// <summary>The question with a code; null where there is none.</summary>
    public static ClaimKind? Find(string code) => code switch
    {
        "adult" => ClaimKind.Adult,
        "in-force" => ClaimKind.InForce,
        _ => null,
    };
}
