namespace Ledger.Api.Tests.Verification.Offline;

/// <summary>The tests of one browser run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OfflineBrowserGroup : ICollectionFixture<OfflineBrowser>
{
    public const string Name = "offline browser";
}
