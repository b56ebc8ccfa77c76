namespace Ledger.Node.Materials;

/// <summary>The codes of <see cref="MaterialEnding"/> in events; they never change once released.</summary>
internal static class MaterialEndingText
{
    private const string Voided = "voided";
    private const string Replaced = "replaced";

    /// <summary>The code.</summary>
    public static string Code(this MaterialEnding ending) => ending is MaterialEnding.Voided ? Voided : Replaced;

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static MaterialEnding Parse(string code) => code switch
    {
        Voided => MaterialEnding.Voided,
        Replaced => MaterialEnding.Replaced,
        _ => throw new FormatException("A material was ended by nothing that is known."),
    };
}
