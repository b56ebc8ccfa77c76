using System.Net;
using System.Net.Sockets;

namespace Ledger.Api.Demo;

/// <summary>
/// Asked before a demonstration touches anything: behind a taken port another demonstration may answer as if it were ours, and
/// its folder would be cleared under it.
/// </summary>
internal static class FreePorts
{
    /// <summary>Returns where all of these ports of the loopback can be listened on.</summary>
    /// <exception cref="InvalidOperationException">One is taken; the message names it.</exception>
    public static void Require(IEnumerable<int> ports)
    {
        foreach (int port in ports)
        {
            using TcpListener listener = new(IPAddress.Loopback, port);
            try
            {
                listener.Start();
            }
            catch (SocketException e)
            {
                throw new InvalidOperationException(
                    $"Port {port} is taken; choose another with --port. / 端口 {port} 已被占用，请用 --port 另选。", e);
            }
        }
    }
}
