namespace Ledger.Api.Commands;

/// <summary>What the commands say: results on standard output, everything else on standard error.</summary>
internal static class Terminal
{
    /// <summary>Writes a result.</summary>
    public static void Print(string text) => Console.Out.WriteLine(text);

    /// <summary>Says something that is no result.</summary>
    public static void Say(string text) => Console.Error.WriteLine(text);

    /// <summary>Says why a command ends, and gives what it ends with.</summary>
    public static int End(string reason, int exitCode)
    {
        Say(reason);
        return exitCode;
    }
}
