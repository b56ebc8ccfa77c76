namespace Ledger.Node.Holdings;

/// <summary>What stands in the way of erasing a holder: something that has to be kept by law, or is another's as well.</summary>
/// <param name="Code"><c>licence-in-force</c>, <c>held-jointly</c>, <c>material-in-doubt</c>, <c>promise-open</c> or <c>consent-elsewhere</c>.</param>
/// <param name="Identifier">证照标识, 电子材料标识 or the name of a consent.</param>
/// <param name="Chinese">Why, in a sentence.</param>
/// <param name="English">The same in English.</param>
internal sealed record ErasureObstacle(string Code, string Identifier, string Chinese, string English);
