using Ledger.Node.Exchange;
using Ledger.Node.Security;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Node.Tests.Exchange;

public sealed class NeighboursTests
{
    [Fact]
    public void Only_those_are_listed_whose_period_it_is()
    {
        TestClock clock = new();
        NeighbourProvince always = new() { Division = "320000", Origin = "ledger.example/js", Address = new Uri("https://js.example") };
        NeighbourProvince later = always with { Division = "330000", From = clock.Now.AddDays(1) };
        NeighbourProvince until = always with { Division = "340000", Until = clock.Now.AddDays(1) };
        using Neighbours neighbours = new([always, later, until], key: null, [], clock, NullLogger<Neighbours>.Instance);
        Assert.Equal(["320000", "340000"], neighbours.All.Select(known => known.Province.Division));
        clock.Now = clock.Now.AddDays(1);
        Assert.Equal(["320000", "330000"], neighbours.All.Select(known => known.Province.Division));
    }
}
