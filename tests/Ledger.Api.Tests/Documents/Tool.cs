using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Ledger.Api.Tests.Documents;

/// <summary>Runs an independent program over a file, as a second opinion.</summary>
internal static class Tool
{
    /// <summary>What the program printed; fails the test when it is missing or ends with an error.</summary>
    public static string Run(string program, string package, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {output}{errors.Result}");
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Fail($"{program} is not installed: apt-get install {package}");
            throw;
        }
    }
}
