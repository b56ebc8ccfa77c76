namespace Ledger.Node.Catalogue;

/// <summary>省级区划代码 (GB/T 2260): two digits and <c>0000</c>.</summary>
internal static class ProvinceCode
{
    private static readonly string[] Known =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
    ];

    /// <summary>Whether there is a province, or a municipality or region of that rank, with this code.</summary>
    public static bool IsKnown(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length == 6 && code.EndsWith("0000", StringComparison.Ordinal) && Known.Contains(code[..2], StringComparer.Ordinal);
    }
}
