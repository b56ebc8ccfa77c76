using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Api.Bench;

/// <summary>The same attacks by <c>slowhttptest</c>, which nobody here wrote.</summary>
internal static partial class SlowHttpTest
{
    private const string Program = "slowhttptest";
    private const int ConnectionsPerSecond = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Attacks, with an honest caller beside.</summary>
    /// <param name="mode"><c>-H</c> header lines, <c>-B</c> bodies, <c>-X</c> readers.</param>
    /// <param name="attackers">Connections at once.</param>
    /// <param name="address">What is asked for.</param>
    /// <param name="most">How long it tries.</param>
    /// <param name="client">For the honest caller.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null where it is not installed.</returns>
    public static async Task<SlowFigures?> RunAsync(string mode, int attackers, Uri address, TimeSpan most, Func<HttpClient> client, CancellationToken cancel)
    {
        string[] arguments =
        [
            mode, "-c", Text(attackers), "-r", Text(ConnectionsPerSecond), "-i", "1", "-l", Text((int)most.TotalSeconds), "-u", address.AbsoluteUri,
            .. mode == "-X" ? (string[])["-k", "10", "-n", "1", "-z", "1", "-w", "512", "-y", "1024"] : [],
        ];
        using Probe probe = new(client());
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        long begun = Stopwatch.GetTimestamp();
        using Process? process = Start(arguments);
        if (process is null)
        {
            return null;
        }

        Task asking = probe.AskAsync(Pause, end.Token);
        string said = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await end.CancelAsync();
        await asking;
        int open = said.Contains("No open connections left", StringComparison.Ordinal) ? 0 : Connected().Matches(said).LastOrDefault() is Match last ? int.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture) : attackers;
        return new SlowFigures($"{Program} {mode}", attackers, open == 0 ? seconds : double.PositiveInfinity, open, probe.Figures);
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

    // Its state, printed every five seconds, in colours.
    [GeneratedRegex(@"connected:\W*(?:\x1B\[[0-9;]*m)*\s*(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Connected();
}
