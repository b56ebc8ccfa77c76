using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ledger.Api.Hosting;

/// <summary>One row of the table of limits.</summary>
/// <param name="Place">Where it stands in the code, and what reads it there: <c>Class.Member</c>.</param>
/// <param name="Value">The limit itself: so much is still taken.</param>
/// <param name="Unit">Of the value, in English.</param>
/// <param name="What">What is limited.</param>
/// <param name="Beyond">What who goes beyond gets.</param>
internal sealed record Limit(string Place, double Value, string Unit, string What, string Beyond)
{
    /// <summary>The row as the documentation has it.</summary>
    public string Row => $"| `{Place}` | {What} | {Value.ToString("#,0.###", CultureInfo.InvariantCulture)} {Unit} | {Beyond} |";

    /// <summary>A row of a number.</summary>
    public static Limit Of(long value, string unit, string what, string beyond, [CallerArgumentExpression(nameof(value))] string place = "") =>
        new(place, value, unit, what, beyond);

    /// <summary>A row of a time.</summary>
    public static Limit Of(TimeSpan value, string what, string beyond, [CallerArgumentExpression(nameof(value))] string place = "") =>
        new(place, value.TotalSeconds, "s", what, beyond);
}
