using System.Net;
using System.Net.Sockets;
using Ledger.Api.Tests.Crash;

namespace Ledger.Api.Tests.Federation;

/// <summary>
/// The way from one node to another: a port that passes bytes on to a target. It can be cut, so that whoever uses it is refused
/// and what is open is reset, and it can be led to somebody else.
/// </summary>
internal sealed class Link : IDisposable
{
    private const int BufferLength = 16 << 10;

    private readonly int _port;
    private readonly Lock _turn = new();
    private readonly HashSet<Socket> _open = [];
    private TcpListener? _listener;
    private Uri _target;

    /// <summary>A link that passes.</summary>
    public Link(Uri target)
    {
        (_target, _port) = (target, Ports.Find());
        Pass();
    }

    /// <summary>Where its user finds it.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Lets pass what comes, to where it leads.</summary>
    public void Pass()
    {
        lock (_turn)
        {
            if (_listener is null)
            {
                _listener = new TcpListener(IPAddress.Loopback, _port);
                _listener.Start();
                _ = AcceptAsync(_listener);
            }
        }
    }

    /// <summary>Refuses what comes, and resets what is open.</summary>
    public void Cut()
    {
        lock (_turn)
        {
            _listener?.Dispose();
            _listener = null;
            ResetOpen();
        }
    }

    /// <summary>Leads to another target from now on; what is open is reset.</summary>
    public void LeadTo(Uri target)
    {
        lock (_turn)
        {
            _target = target;
            ResetOpen();
        }
    }

    public void Dispose() => Cut();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await listener.AcceptSocketAsync(), listener);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return; // cut
        }
    }

    private async Task RelayAsync(Socket near, TcpListener listener)
    {
        using Socket far = new(SocketType.Stream, ProtocolType.Tcp);
        using (near)
        {
            try
            {
                if (Enter(near, far, listener) is Uri target)
                {
                    await far.ConnectAsync(IPAddress.Loopback, target.Port);
                    await await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                near.Close(timeout: 0); // cut, or nobody there: reset, as the target would have
            }
            finally
            {
                Leave(near, far);
            }
        }
    }

    private Uri? Enter(Socket near, Socket far, TcpListener listener)
    {
        lock (_turn)
        {
            if (_listener != listener)
            {
                return null; // cut since
            }

            _open.Add(near);
            _open.Add(far);
            return _target;
        }
    }

    private void Leave(Socket near, Socket far)
    {
        lock (_turn)
        {
            _open.Remove(near);
            _open.Remove(far);
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[BufferLength];
        while (await from.ReceiveAsync(buffer) is int length and > 0)
        {
            for (int sent = 0; sent < length;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, length - sent));
            }
        }
    }

    private void ResetOpen()
    {
        foreach (Socket socket in _open)
        {
            socket.Close(timeout: 0);
        }

        _open.Clear();
    }
}
