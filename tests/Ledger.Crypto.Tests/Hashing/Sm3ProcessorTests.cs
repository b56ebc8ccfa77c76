using System.Diagnostics;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Hashing;

/// <summary>Runs the tests that hash many messages at once in a process that is denied the wider vectors.</summary>
public sealed class Sm3ProcessorTests
{
    [Fact]
    public void Without_AVX512_the_same_tests_pass() => RunWithout("DOTNET_EnableAVX512", 8, "AVX2, 8 lanes");

    [Fact]
    public void Without_AVX2_the_same_tests_pass() => RunWithout("DOTNET_EnableAVX2", 4, "128-bit vectors, 4 lanes");

    private static void RunWithout(string variable, int lanes, string path)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                "vstest",
                typeof(Sm3ProcessorTests).Assembly.Location,
                $"--TestCaseFilter:FullyQualifiedName~{typeof(Sm3BatchTests).FullName}",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment[variable] = "0";
        start.Environment[Sm3BatchTests.ExpectedPathVariable] = Sm3Batch.Lanes > lanes ? path : Sm3Batch.Path;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && printed.Contains("Passed!", StringComparison.Ordinal), printed);
    }
}
