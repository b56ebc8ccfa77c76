namespace Ledger.Api.Portal.Operations;

/// <summary>When an authority's certificates end.</summary>
/// <param name="Authority">Its name.</param>
/// <param name="End">The last moment.</param>
public sealed record ShownCertificate(string Authority, DateTimeOffset End);
