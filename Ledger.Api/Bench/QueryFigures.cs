namespace Ledger.Api.Bench;

/// <summary>How long one kind of query takes, from the request to the whole answer, over HTTP.</summary>
/// <param name="Query">Which.</param>
/// <param name="Samples">How often it was asked, each time for something else.</param>
/// <param name="MeanEntries">Entries of an answer.</param>
/// <param name="P50Milliseconds">Half of all.</param>
/// <param name="P99Milliseconds">99 of 100.</param>
/// <param name="SlowestMilliseconds">All.</param>
internal sealed record QueryFigures(
    string Query, int Samples, double MeanEntries, double P50Milliseconds, double P99Milliseconds, double SlowestMilliseconds);
