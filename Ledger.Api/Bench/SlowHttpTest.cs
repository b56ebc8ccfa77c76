using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>The same attacks by <c>slowhttptest</c>, which nobody here wrote.</summary>
internal static class SlowHttpTest
{
    private const string Program = "slowhttptest";
    private const int ConnectionsPerSecond = 200;

    /// <summary>Attacks, with an honest caller beside.</summary>
    /// <param name="mode"><c>-H</c> header lines, <c>-B</c> bodies, <c>-R</c> many ranges, <c>-X</c> readers.</param>
    /// <param name="attackers">Connections in all.</param>
    /// <param name="address">What is asked for.</param>
    /// <param name="most">How long it tries.</param>
    /// <param name="client">For the honest caller.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null where it is not installed.</returns>
    public static async Task<SlowFigures?> RunAsync(string mode, int attackers, Uri address, TimeSpan most, Func<HttpClient> client, CancellationToken cancel)
    {
        string[] arguments =
        [
            mode, "-c", Text(attackers), "-r", Text(ConnectionsPerSecond), "-i", "1", "-l", Text((int)(2 * most).TotalSeconds), "-u", address.AbsoluteUri,
            .. mode switch
            {
                // As many pages as the server takes at a time, of which one byte a second is taken.
                "-X" => (string[])["-k", "10", "-n", "1", "-z", "1", "-w", "512", "-y", "1024"],

                // As many ranges as header lines have room for.
                "-R" => ["-t", "GET", "-a", "10", "-b", "2000"],
                _ => [],
            },
        ];
        using Process? process = Start(arguments);
        return process is null ? null : await SlowFigures.MeasureAsync($"{Program} {mode}", attackers, address, client, async lives =>
        {
            Task<string> said = process.StandardOutput.ReadToEndAsync(cancel);
            await Task.WhenAny(process.WaitForExitAsync(cancel), lives.EndAsync(most, cancel));
            if (process.HasExited)
            {
                // It found all of its connections closed this very moment: they are looked at once more.
                await Task.Delay(ConnectionLives.Pause, cancel);
            }

            process.Kill();
            await said;
        }, cancel);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Process? Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
