namespace Ledger.Api.Tests.Portal;

/// <summary>The tests that share one node and one browser.</summary>
[CollectionDefinition(PortalScene.Collection)]
public sealed class PortalTogether : ICollectionFixture<PortalScene>;
