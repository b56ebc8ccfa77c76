using System.Buffers.Binary;
using System.Net.Sockets;

namespace Ledger.Api.Hosting;

/// <summary>What Linux says of a TCP connection, and can be told, beyond what .NET has names for (tcp(7)).</summary>
internal static class TcpOptions
{
    // <linux/tcp.h>. struct tcp_info grows at its end only.
    private const int Tcp = 6;
    private const int Info = 11;
    private const int UserTimeout = 18;
    private const int Retransmits = 2;
    private const int Unacked = 24;
    private const int LastDataSent = 44;
    private const int LastAckReceived = 56;
    private const int BytesAcked = 120;
    private const int NotSent = 144;

    /// <summary>How far what was sent has been taken.</summary>
    /// <exception cref="ObjectDisposedException">The connection is closed.</exception>
    /// <exception cref="SocketException">The system does not say.</exception>
    public static SentBytes Sent(Socket socket)
    {
        Span<byte> info = stackalloc byte[NotSent + sizeof(uint)];
        return socket.GetRawSocketOption(Tcp, Info, info) == info.Length
            ? new SentBytes(
                BinaryPrimitives.ReadInt64LittleEndian(info[BytesAcked..]),
                BinaryPrimitives.ReadUInt32LittleEndian(info[Unacked..]) > 0 || BinaryPrimitives.ReadUInt32LittleEndian(info[NotSent..]) > 0,
                IsLost(info))
            : throw new SocketException((int)SocketError.ProtocolOption);
    }

    // A reader with little room drops what it has none for, so that this is sent again, too; but it is heard of each time.
    private static bool IsLost(ReadOnlySpan<byte> info) => info[Retransmits] > 0
        && BinaryPrimitives.ReadUInt32LittleEndian(info[LastAckReceived..]) > BinaryPrimitives.ReadUInt32LittleEndian(info[LastDataSent..]);

    /// <summary>Says how long the system keeps what nobody takes, when the program has closed the connection, too. It knows no speed: a byte in time is enough. What a listening socket accepts has it from there.</summary>
    public static void KeepUntaken(Socket socket, TimeSpan time) => socket.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes((int)time.TotalMilliseconds));

    /// <summary>How long that is.</summary>
    public static TimeSpan KeepsUntaken(Socket socket)
    {
        Span<byte> milliseconds = stackalloc byte[sizeof(int)];
        socket.GetRawSocketOption(Tcp, UserTimeout, milliseconds);
        return TimeSpan.FromMilliseconds(BitConverter.ToInt32(milliseconds));
    }
}
