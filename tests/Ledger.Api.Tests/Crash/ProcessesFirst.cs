using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Ledger.Api.Tests.Crash.ProcessesFirst", "Ledger.Api.Tests")]

namespace Ledger.Api.Tests.Crash;

/// <summary>Starts the tests that run processes, which mostly wait, before all others: together they take longest, and nothing is left to run beside the last of them.</summary>
public sealed class ProcessesFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => collection.DisplayName == OneAtATime.Name);
}
