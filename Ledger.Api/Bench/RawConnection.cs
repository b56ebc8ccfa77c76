using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ledger.Api.Bench;

/// <summary>A connection on which is said, byte by byte, what no client would say.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Whether the server has not hung up.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Connects.</summary>
    /// <param name="node">Where the node answers.</param>
    /// <param name="receiveBytes">Room for what is not read yet; 0 for the system's own.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task OpenAsync(Uri node, int receiveBytes, CancellationToken cancel)
    {
        if (receiveBytes > 0)
        {
            _socket.ReceiveBufferSize = receiveBytes;
        }

        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(node.Host), node.Port), cancel);
        IsOpen = true;
    }

    /// <summary>Says something.</summary>
    public async Task SayAsync(string text, CancellationToken cancel)
    {
        try
        {
            await _socket.SendAsync(Encoding.ASCII.GetBytes(text), cancel);
        }
        catch (SocketException)
        {
            IsOpen = false;
        }
    }

    /// <summary>Notices that the server has hung up, or is about to: it says something though the request is not at its end.</summary>
    public void Notice() => IsOpen &= !_socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    /// <summary>Reads so many bytes at most.</summary>
    /// <returns>How many came; 0 where the server has hung up.</returns>
    public async Task<int> ReadAsync(byte[] buffer, CancellationToken cancel)
    {
        // What came before the server hung up could still be read, for as long as one takes for it.
        IsOpen &= !_socket.Poll(TimeSpan.Zero, SelectMode.SelectError);
        try
        {
            int read = await _socket.ReceiveAsync(buffer, cancel);
            IsOpen &= read > 0;
            return read;
        }
        catch (SocketException)
        {
            IsOpen = false;
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
