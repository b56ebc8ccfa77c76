namespace Ledger.Api.Bench;

/// <summary>Guesses of licences by identifier and check code.</summary>
/// <param name="Guesses">Made from one address, as fast as answers came.</param>
/// <param name="Answered">Of them answered with more than to come again later.</param>
/// <param name="Found">Of them right.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Samples">Lookups of each kind whose time was taken, each from an address that was within its number.</param>
/// <param name="RightMilliseconds">Mean of those that were right.</param>
/// <param name="WrongMilliseconds">Mean of those whose code was wrong.</param>
/// <param name="AbsentMilliseconds">Mean of those of no licence.</param>
/// <param name="WrongAgainstAbsent">|t| between the last two; below 4.5 no difference is shown.</param>
/// <param name="RightAgainstAbsent">|t| between the first and the last, which differ in what is answered, too.</param>
internal sealed record GuessFigures(
    int Guesses, int Answered, int Found, double Seconds, int Samples, double RightMilliseconds, double WrongMilliseconds, double AbsentMilliseconds,
    double WrongAgainstAbsent, double RightAgainstAbsent);
