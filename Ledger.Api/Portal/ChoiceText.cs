using Ledger.Api.Problems;

namespace Ledger.Api.Portal;

/// <summary>Values of a field with a closed list, as pages show them. What is signed stays Chinese; English pages say what a common one means.</summary>
internal static class ChoiceText
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["正本"] = "original",
        ["副本"] = "duplicate",
        ["男"] = "male",
        ["女"] = "female",
        ["是"] = "yes",
        ["否"] = "no",
    };

    /// <summary>The value, in English with its meaning behind it where that is known.</summary>
    public static TextInBoth Of(string value) => new(value, Known.TryGetValue(value, out string? english) ? $"{value} ({english})" : value);
}
