namespace Ledger.Api.Tests.Health;

/// <summary>Tests of figures, which are the process's: nodes of other tests would count into the same series.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}
