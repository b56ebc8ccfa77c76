using System.Globalization;
using Ledger.Api.Tests.Crash;

namespace Ledger.Api.Tests.Demo;

/// <summary>Two demonstrations by the built program in one folder, the second in place of the first. What the second left stays for the tests.</summary>
public sealed class DemoRun : IAsyncLifetime, IDisposable
{
    public const int FirstLicences = 2;
    public const int Licences = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder.</summary>
    public string Folder => _folder["demo"];

    /// <summary>What the first printed on standard output.</summary>
    public string First { get; private set; } = "";

    /// <summary>What the second printed on standard output.</summary>
    public string Second { get; private set; } = "";

    /// <summary>A file of the first, whose bytes no other demonstration makes.</summary>
    public byte[] FirstRoot { get; private set; } = [];

    /// <summary>Runs <c>demo</c> in a folder; gives exit code and output.</summary>
    internal static Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, int port, int licences) => ProgramRun.ToEndAsync(
        Patience, "demo", "--once", "--json", "--licences", Text(licences), "--data", folder, "--port", Text(port));

    public async Task InitializeAsync()
    {
        First = await HeldAsync(FirstLicences);
        FirstRoot = await File.ReadAllBytesAsync(Path.Combine(Folder, "pki", "sm2-root.crt"));
        Second = await HeldAsync(Licences);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private async Task<string> HeldAsync(int licences)
    {
        (int exitCode, string output, string errors) = await RunAsync(Folder, Ports.Find(1, 10, 11, 12), licences);
        Assert.True(exitCode == 0, $"Exit code {exitCode}: {output}{errors}");
        return output;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
