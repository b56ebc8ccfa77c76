namespace Ledger.Api.Tests.Crash;

/// <summary>Tests that run the built program as processes of their own: one at a time, so that they have a processor left. Others run beside them.</summary>
[CollectionDefinition(Name)]
public sealed class OneAtATime
{
    public const string Name = "processes";
}
