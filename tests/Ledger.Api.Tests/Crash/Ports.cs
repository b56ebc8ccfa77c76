using System.Net;
using System.Net.Sockets;

namespace Ledger.Api.Tests.Crash;

/// <summary>
/// Ports below those that the system gives to outgoing connections: a client that knocks while the node is down could otherwise
/// be given the very port it knocks at.
/// </summary>
internal static class Ports
{
    private const int First = 20_000;
    private const int Last = 31_000;

    /// <summary>A port such that it and those at the given distances after it are free.</summary>
    public static int Find(params int[] distances)
    {
        while (true)
        {
            int port = Random.Shared.Next(First, Last);
            if (IsFree(port) && distances.All(distance => IsFree(port + distance)))
            {
                return port;
            }
        }
    }

    /// <summary>Whether nobody listens there.</summary>
    public static bool IsFree(int port)
    {
        using TcpListener listener = new(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
