using System.Net;
using System.Net.Sockets;
using Ledger.Api.Hosting;

namespace Ledger.Api.Tests.Hosting;

public sealed class ListeningTests
{
    [Fact]
    public async Task An_accepted_connection_has_the_bounded_buffer_and_the_bounded_patience()
    {
        using Socket listener = Listening.Open(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using Socket client = new(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!);
        using Socket accepted = await listener.AcceptAsync();

        // socket(7): the kernel doubles what it is given, for its own bookkeeping.
        Assert.InRange(accepted.SendBufferSize, ServerLimits.SendBufferBytes, 2 * ServerLimits.SendBufferBytes);
        Assert.Equal(ServerLimits.KeptFor, TcpOptions.KeepsUntaken(accepted));
    }
}
