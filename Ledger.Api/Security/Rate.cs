namespace Ledger.Api.Security;

/// <summary>So many at once, and as many again in a period, evenly.</summary>
/// <param name="Name">Tells it from the others.</param>
/// <param name="Number">How many; 1 or more.</param>
/// <param name="Period">In what time all of them come back.</param>
internal sealed record Rate(string Name, int Number, TimeSpan Period)
{
    /// <summary>The time in which one comes back.</summary>
    public TimeSpan Interval => Period / Number;
}
