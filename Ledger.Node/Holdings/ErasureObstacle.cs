namespace Ledger.Node.Holdings;

/// <summary>What stands in the way of erasing a holder: something that has to be kept by law, or is another's as well.</summary>
/// <param name="Code"><c>licence-in-force</c>, <c>held-jointly</c>, <c>material-in-doubt</c> or <c>promise-open</c>.</param>
/// <param name="Identifier">证照标识 or 电子材料标识.</param>
/// <param name="Chinese">Why, in a sentence.</param>
/// <param name="English">The same in English.</param>
internal sealed record ErasureObstacle(string Code, string Identifier, string Chinese, string English);
