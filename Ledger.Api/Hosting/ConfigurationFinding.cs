using System.Text;

namespace Ledger.Api.Hosting;

/// <summary>Something that is not safe about how a node is set up.</summary>
/// <param name="Fault">What it is.</param>
/// <param name="About">The setting, file or reason; never a secret.</param>
internal sealed record ConfigurationFinding(ConfigurationFault Fault, string About)
{
    /// <summary>Stable code, for example <c>plain-http</c>.</summary>
    public string Code => CodeOf(Fault);

    /// <summary>Whether the node does not start like that; otherwise it says so and starts.</summary>
    public bool IsError => Fault is not (ConfigurationFault.NoAnchor or ConfigurationFault.NoClientKey or ConfigurationFault.SameVolume or ConfigurationFault.ClockUnsynchronised);

    /// <summary>One line in both languages.</summary>
    public string Line => $"{(IsError ? "✘" : "!")} {Code}: {About} {ConfigurationText.English(Fault)} / {ConfigurationText.Chinese(Fault)}";

    /// <summary>The code of a fault.</summary>
    public static string CodeOf(ConfigurationFault fault)
    {
        StringBuilder code = new();
        foreach (char c in fault.ToString())
        {
            code.Append(char.IsAsciiLetterUpper(c) && code.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        }

        return code.ToString();
    }
}
