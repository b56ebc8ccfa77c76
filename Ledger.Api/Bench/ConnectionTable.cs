using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>The connections of this machine as the system lists them: what the server has no more, it does not hold, whatever the caller believes.</summary>
internal static class ConnectionTable
{
    // <net/tcp_states.h>: of the others nothing but a number is kept, or nothing stands yet.
    private static readonly string[] Held = ["01", "04", "08", "09", "0B"];

    /// <summary>Ports of the callers whose connections a server of this machine holds.</summary>
    /// <param name="port">The server's.</param>
    public static HashSet<int> CallersOf(int port)
    {
        // proc(5): a number, the near and the far end as ADDRESS:PORT in hexadecimal, the state, and so on.
        HashSet<int> callers = [];
        foreach (string line in File.ReadLines("/proc/net/tcp").Skip(1))
        {
            string[] parts = line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries);
            if (PortOf(parts[1]) == port && Held.Contains(parts[3]))
            {
                callers.Add(PortOf(parts[2]));
            }
        }

        return callers;
    }

    private static int PortOf(string end) => int.Parse(end.AsSpan(end.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
