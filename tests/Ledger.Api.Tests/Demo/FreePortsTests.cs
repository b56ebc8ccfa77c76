using System.Net;
using System.Net.Sockets;
using Ledger.Api.Demo;

namespace Ledger.Api.Tests.Demo;

public sealed class FreePortsTests
{
    [Fact]
    public void A_taken_port_is_named()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => FreePorts.Require([port]));

        Assert.Contains($"Port {port} is taken", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_is_free_again_after_it_was_asked_for()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        other.Stop();

        FreePorts.Require([port]);
        FreePorts.Require([port]);
    }
}
