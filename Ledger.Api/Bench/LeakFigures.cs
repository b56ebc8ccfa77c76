namespace Ledger.Api.Bench;

/// <summary>Whether the time of a part of signing tells something of its secret.</summary>
/// <param name="Part">What was measured; <c>control</c> is something that does tell.</param>
/// <param name="Samples">Times measured.</param>
/// <param name="Nanoseconds">Half of them took no longer.</param>
/// <param name="Welch">|t| of the certain secret's times and the others', of all samples.</param>
/// <param name="WelchCropped">The same of those samples that were not among the slowest tenth, which are the machine's doing.</param>
internal sealed record LeakFigures(string Part, int Samples, double Nanoseconds, double Welch, double WelchCropped)
{
    /// <summary>From here on a difference is taken to be shown (ISO/IEC 17825).</summary>
    public const double Threshold = 4.5;

    /// <summary>Whether a difference is shown.</summary>
    public bool IsShown => Math.Max(Welch, WelchCropped) >= Threshold;
}
