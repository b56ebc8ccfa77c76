namespace Ledger.Api.Tests.Portal;

/// <summary>A steady clock that is several times as fast as the machine's.</summary>
/// <param name="times">So many.</param>
internal sealed class HurriedClock(int times) : TimeProvider
{
    private readonly long _start = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _start + ((System.GetTimestamp() - _start) * times);
}
