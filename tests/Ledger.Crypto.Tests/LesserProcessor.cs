using System.Diagnostics;

namespace Ledger.Crypto.Tests;

/// <summary>Runs a class of tests in a process that is denied some of the processor's instructions.</summary>
internal static class LesserProcessor
{
    /// <summary>Runs it, and fails where it fails.</summary>
    /// <param name="tests">The class.</param>
    /// <param name="denied">The runtime's variable to set to 0.</param>
    /// <param name="expectedVariable">Variable that tells the tests which way must have been chosen.</param>
    /// <param name="expected">That way.</param>
    public static void Run(Type tests, string denied, string expectedVariable, string expected)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { "vstest", typeof(LesserProcessor).Assembly.Location, $"--TestCaseFilter:FullyQualifiedName~{tests.FullName}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment[denied] = "0";
        start.Environment[expectedVariable] = expected;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && printed.Contains("Passed!", StringComparison.Ordinal), printed);
    }
}
