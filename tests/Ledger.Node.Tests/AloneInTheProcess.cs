namespace Ledger.Node.Tests;

/// <summary>Tests of figures that are the whole process's: what other tests do meanwhile would count into them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}
