namespace Ledger.Api.Commands;

/// <summary>What the commands exit with; the numbers never change (64 and above follow BSD's sysexits).</summary>
internal static class ExitCode
{
    /// <summary>Done; for <c>verify</c>: valid.</summary>
    public const int Done = 0;

    /// <summary>The thing asked about does not hold; for <c>verify</c>: not valid.</summary>
    public const int DoesNotHold = 1;

    /// <summary>For <c>verify</c>: cannot tell.</summary>
    public const int CannotTell = 2;

    /// <summary>The command was called wrongly.</summary>
    public const int WrongUsage = 64;

    /// <summary>Something that is needed is missing: a library, a tool, a port, the chain.</summary>
    public const int Unavailable = 69;

    /// <summary>The ledger's writer stopped after a failure; start anew.</summary>
    public const int WriterStopped = 70;

    /// <summary>The stored log does not fit what is known of it elsewhere, or the settings are not safe.</summary>
    public const int Refused = 78;
}
