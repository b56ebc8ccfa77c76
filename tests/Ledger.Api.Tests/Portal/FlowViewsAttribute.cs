using System.Reflection;
using Xunit.Sdk;

namespace Ledger.Api.Tests.Portal;

/// <summary>
/// Runs a flow in both languages: with LEDGER_TEST_FULL=1 at every width, else at one each, which differ from flow to flow and are the same each
/// time.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FlowViewsAttribute : DataAttribute
{
    private static readonly int[] Widths = [360, 768, 1_440];

    /// <summary>Every view.</summary>
    public static IReadOnlyList<FlowView> All { get; } = [.. Widths.SelectMany(width => new FlowView[] { new(width, English: false), new(width, English: true) })];

    /// <summary>The views of a flow where not all have their turn.</summary>
    public static IReadOnlyList<FlowView> Of(string flow)
    {
        int turn = flow.Sum(letter => letter) % (Widths.Length * (Widths.Length - 1));
        (int chinese, int further) = (turn % Widths.Length, 1 + (turn / Widths.Length));
        return [new(Widths[chinese], English: false), new(Widths[(chinese + further) % Widths.Length], English: true)];
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        (Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1" ? All : Of(testMethod.Name)).Select(view => new object[] { view });
}
