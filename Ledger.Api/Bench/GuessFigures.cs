namespace Ledger.Api.Bench;

/// <summary>Guesses of licences by identifier and check code.</summary>
/// <param name="Counts">From one address, and from many.</param>
/// <param name="Samples">Lookups of each kind whose time was taken, each from an address that was within its number.</param>
/// <param name="RightMilliseconds">Mean of those that were right.</param>
/// <param name="WrongMilliseconds">Mean of those whose code was wrong.</param>
/// <param name="AbsentMilliseconds">Mean of those of no licence.</param>
/// <param name="WrongAgainstAbsent">|t| between the last two; below 4.5 no difference is shown.</param>
/// <param name="RightAgainstAbsent">|t| between the first and the last, which differ in what is answered, too.</param>
internal sealed record GuessFigures(
    IReadOnlyList<GuessCount> Counts, int Samples, double RightMilliseconds, double WrongMilliseconds, double AbsentMilliseconds,
    double WrongAgainstAbsent, double RightAgainstAbsent);
