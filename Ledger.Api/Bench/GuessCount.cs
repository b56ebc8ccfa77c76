namespace Ledger.Api.Bench;

/// <summary>Guesses made as fast as answers came.</summary>
/// <param name="Addresses">From how many addresses, each of a network of its own.</param>
/// <param name="Guesses">How many in all.</param>
/// <param name="Answered">Of them answered with more than to come again later.</param>
/// <param name="Found">Of them right.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record GuessCount(int Addresses, int Guesses, int Answered, int Found, double Seconds);
