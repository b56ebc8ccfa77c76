namespace Ledger.Api.Tests.Federation;

/// <summary>A verdict that the referee has looked at.</summary>
/// <param name="Conclusion"><c>valid</c>, <c>not-valid</c> or <c>cannot-tell</c>.</param>
/// <param name="AsOf">What time it is for.</param>
/// <param name="Quorum">What its check of the quorum says.</param>
internal sealed record Ruling(string Conclusion, DateTimeOffset? AsOf, string Quorum);
