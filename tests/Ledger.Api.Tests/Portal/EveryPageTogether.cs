namespace Ledger.Api.Tests.Portal;

/// <summary>The tests that look at every page.</summary>
[CollectionDefinition(EveryPageScene.Collection)]
public sealed class EveryPageTogether : ICollectionFixture<EveryPageScene>;
