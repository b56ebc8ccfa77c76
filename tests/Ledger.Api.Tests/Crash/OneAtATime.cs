namespace Ledger.Api.Tests.Crash;

/// <summary>Tests that run the built program as processes of their own: one at a time, so that their times mean something.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime
{
    public const string Name = "processes";
}
