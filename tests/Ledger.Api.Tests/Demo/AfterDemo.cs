namespace Ledger.Api.Tests.Demo;

/// <summary>Tests that look at what one and the same demonstration left behind.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AfterDemo : ICollectionFixture<DemoRun>
{
    public const string Name = "after the demonstration";
}
