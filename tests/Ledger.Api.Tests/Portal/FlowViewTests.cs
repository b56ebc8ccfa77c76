using System.Reflection;

namespace Ledger.Api.Tests.Portal;

public sealed class FlowViewTests
{
    /// <summary>Every flow of the pages.</summary>
    private static readonly MethodInfo[] Flows =
        [.. typeof(FlowViewTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FlowViewsAttribute)))];

    [Fact]
    public void Every_flow_is_gone_through_in_both_languages_at_two_widths() => Assert.All(Flows, flow =>
    {
        IReadOnlyList<FlowView> views = FlowViewsAttribute.Of(flow.Name);
        Assert.Equal([false, true], views.Select(view => view.English));
        Assert.NotEqual(views[0].Width, views[1].Width);
    });

    [Fact]
    public void Every_view_has_at_least_one_flow_in_ten() => Assert.All(FlowViewsAttribute.All, view =>
        Assert.InRange(Flows.Count(flow => FlowViewsAttribute.Of(flow.Name).Contains(view)), Flows.Length / 10, Flows.Length));
}
