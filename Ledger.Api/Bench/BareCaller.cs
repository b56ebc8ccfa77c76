using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ledger.Api.Bench;

/// <summary>
/// A caller that costs next to nothing: one connection, requests made before the clock starts, and of an answer only what says that it is whole and
/// good. It blocks its thread while it waits. A caller on the processors of the node it measures takes from it whatever it does besides.
/// </summary>
internal sealed class BareCaller : IDisposable
{
    private const int FirstRoom = 64 << 10;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _room = new byte[FirstRoom];

    /// <summary>Connects to a node that answers in the clear.</summary>
    public BareCaller(Uri node) => _socket.Connect(IPAddress.Parse(node.Host), node.Port);

    /// <summary>The bytes of a POST of JSON, under an idempotency key that nobody had before.</summary>
    /// <param name="node">Where the node answers.</param>
    /// <param name="authorization">Who calls: the whole header.</param>
    /// <param name="path">What is called.</param>
    /// <param name="body">UTF-8.</param>
    public static byte[] Post(Uri node, string authorization, string path, ReadOnlySpan<byte> body) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: {node.Authority}\r\nAuthorization: {authorization}\r\nContent-Type: application/json\r\nIdempotency-Key: {Guid.NewGuid()}\r\nContent-Length: {body.Length}\r\n\r\n")),
        .. body,
    ];

    /// <summary>Sends a request and waits until its answer is whole.</summary>
    /// <returns>The answer, header lines included; good until the next call.</returns>
    /// <exception cref="InvalidOperationException">The answer is no success.</exception>
    public ReadOnlySpan<byte> Call(byte[] request)
    {
        for (int sent = 0; sent < request.Length;)
        {
            sent += _socket.Send(request.AsSpan(sent));
        }

        int length = 0;
        do
        {
            if (length == _room.Length)
            {
                Array.Resize(ref _room, 2 * length);
            }

            int read = _socket.Receive(_room.AsSpan(length));
            length += read > 0 ? read : throw new IOException("The node hung up.");
        }
        while (!IsWhole(_room.AsSpan(0, length)));
        ReadOnlySpan<byte> answer = _room.AsSpan(0, length);
        return answer.StartsWith("HTTP/1.1 2"u8)
            ? answer
            : throw new InvalidOperationException(Encoding.UTF8.GetString(answer[..Math.Min(length, 1_000)]));
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        int end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> head = answer[..(end + 2)];
        ReadOnlySpan<byte> body = answer[(end + 4)..];
        ReadOnlySpan<byte> length = "\r\nContent-Length: "u8;
        int stated = head.IndexOf(length);
        return stated < 0
            ? body.EndsWith("\r\n0\r\n\r\n"u8) // in chunks, as the server sends what it did not measure before
            : body.Length >= int.Parse(head[(stated + length.Length)..].Slice(0, head[(stated + length.Length)..].IndexOf((byte)'\r')), CultureInfo.InvariantCulture);
    }
}
