using Ledger.Node.Composites;

namespace Ledger.Node.Tests.Composites;

public sealed class CompositeStandingTests
{
    private const string Yes = "1";
    private const string No = "0";
    private const string Unknown = "?";

    [Theory]
    [InlineData(CompositeState.Valid, Yes + Yes)]
    [InlineData(CompositeState.Valid, Yes)]
    [InlineData(CompositeState.PartlyValid, Yes + No)]
    [InlineData(CompositeState.PartlyValid, Yes + No + Unknown)]
    [InlineData(CompositeState.NotValid, No + No)]
    [InlineData(CompositeState.CannotTell, Yes + Unknown)]
    [InlineData(CompositeState.CannotTell, No + Unknown)]
    [InlineData(CompositeState.CannotTell, Unknown)]
    internal void The_whole_follows_from_its_parts_and_guesses_at_none(CompositeState expected, string parts)
    {
        bool?[] components = [.. parts.Select(part => part is '?' ? (bool?)null : part is '1')];
        Assert.Equal(expected, CompositeStanding.StateOf(isInForce: true, components));
        Assert.Equal(CompositeState.NotValid, CompositeStanding.StateOf(isInForce: false, components));
    }
}
