using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Ledger.Api.Bench;

/// <summary>A connection on which is said, byte by byte, what no client would say.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private Stream _stream = Stream.Null;

    /// <summary>Whether the server has not hung up, as far as was noticed.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Connects.</summary>
    /// <param name="node">Where the node answers.</param>
    /// <param name="receiveBytes">Room for what is not read yet; 0 for the system's own.</param>
    /// <param name="tls">How TLS is spoken; null where it is not.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task OpenAsync(Uri node, int receiveBytes, SslClientAuthenticationOptions? tls, CancellationToken cancel)
    {
        if (receiveBytes > 0)
        {
            _socket.ReceiveBufferSize = receiveBytes;
        }

        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(node.Host), node.Port), cancel);
        _stream = new NetworkStream(_socket);
        IsOpen = true;
        if (tls is not null)
        {
            SslStream inside = new(_stream);
            _stream = inside;
            await NoticeAsync(async () =>
            {
                await inside.AuthenticateAsClientAsync(tls, cancel);
                return 1;
            });
        }
    }

    /// <summary>Says something.</summary>
    public Task SayAsync(string text, CancellationToken cancel) => NoticeAsync(async () =>
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancel);
        return 1;
    });

    /// <summary>Reads so many bytes at most.</summary>
    public Task ReadAsync(byte[] buffer, CancellationToken cancel) => NoticeAsync(async () => await _stream.ReadAsync(buffer, cancel));

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    // Nothing more, or an error: the server has hung up.
    private async Task NoticeAsync(Func<Task<int>> act)
    {
        try
        {
            IsOpen &= await act() > 0;
        }
        catch (IOException)
        {
            IsOpen = false;
        }
    }
}
