using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What a node does under abuse.</summary>
/// <param name="Machine">On what; callers and node share it.</param>
/// <param name="LoadAverageAfter">Load of the machine when it was done, the measurement's own included.</param>
/// <param name="Alone">What one honest caller sees while nothing else happens.</param>
/// <param name="Idle">Idle connections, in the clear and over TLS.</param>
/// <param name="Guesses">Guessed licences.</param>
/// <param name="Slow">Slow attackers.</param>
internal sealed record AbuseBenchReport(
    BenchMachine Machine, double LoadAverageAfter, ProbeFigures Alone, IReadOnlyList<IdleFigures> Idle, GuessFigures Guesses, IReadOnlyList<SlowFigures> Slow)
{
    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        alone        one caller: {Line(Alone)}
        {string.Join('\n', Idle.Select(Line))}
        guesses      {string.Join("\n             ", Guesses.Counts.Select(Line))}
          {Guesses.Samples:N0} of each kind: right {Guesses.RightMilliseconds:F3} ms, wrong code {Guesses.WrongMilliseconds:F3} ms, no such licence {Guesses.AbsentMilliseconds:F3} ms
          |t| (Welch) wrong code against no such licence {Guesses.WrongAgainstAbsent:F2}, right against no such licence {Guesses.RightAgainstAbsent:F2}
        slow         attackers, and an honest caller who connects anew ten times a second
        {string.Join('\n', Slow.Select(Line))}
        """);

    private static string Refused(bool? isNextRefused) => isNextRefused switch
    {
        null => "",
        true => ", one more was refused",
        false => ", ONE MORE WAS TAKEN",
    };

    private static string Line(IdleFigures idle) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        idle         {idle.Opened:N0} connections over {idle.Scheme}, {idle.OpenedPerSecond:N0} opened a second, {idle.Kept:N0} open at the end{Refused(idle.IsNextRefused)}; node {idle.ResidentBytesBefore / 1e6:F0} MB before, {idle.ResidentBytesWith / 1e6:F0} MB with them
          {idle.Active} callers alone, {idle.Seconds:F0} s: {idle.Alone.Asked / idle.Seconds:N0} requests a second, {Line(idle.Alone)}
          {idle.Active} callers beside them: {idle.Probes.Asked / idle.Seconds:N0} requests a second, {Line(idle.Probes)}
        """);

    private static string Line(GuessCount count) => string.Create(
        CultureInfo.InvariantCulture, $"{count.Guesses:N0} from {count.Addresses} addresses in {count.Seconds:F1} s: {count.Answered:N0} answered, {count.Found} right");

    private static string Line(ProbeFigures probes) => string.Create(
        CultureInfo.InvariantCulture, $"{probes.Asked:N0} asked, {probes.Failed} failed, p50 {probes.P50Milliseconds:F2} ms, p99 {probes.P99Milliseconds:F2} ms");

    private static string Line(SlowFigures slow) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {slow.Kind,-15} {slow.Attackers:N0}, the longest held for {slow.LongestSeconds:F0} s{(slow.StillOpen == 0 ? "" : $", {slow.StillOpen} NOT CUT")}; {Line(slow.Probes)}");
}
