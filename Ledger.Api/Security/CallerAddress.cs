using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Ledger.Node;

namespace Ledger.Api.Security;

/// <summary>From where a request comes.</summary>
internal static class CallerAddress
{
    private const int HostBits = 64;

    /// <summary>
    /// The caller's address: the proxy's word where the settings say that one stands before the node, and who connects is on this machine,
    /// where the proxy is.
    /// </summary>
    /// <returns>Null where the proxy says nothing that is an address.</returns>
    public static IPAddress? Of(HttpContext context, NodeOptions options)
    {
        IPAddress? direct = context.Connection.RemoteIpAddress;
        if (options.ClientAddressHeader is not string header || (direct is not null && !IPAddress.IsLoopback(direct)))
        {
            return Plain(direct);
        }

        return IPAddress.TryParse(context.Request.Headers[header].ToString().Split(',')[^1].Trim(), out IPAddress? said) ? Plain(said) : null;
    }

    /// <summary>Whether it is somebody at this very machine, of a node that only this machine reaches: a demonstration or a test.</summary>
    public static bool IsLocal(IPAddress? address, NodeOptions options) =>
        address is not null && IPAddress.IsLoopback(address) && options.PublicAddress.IsLoopback;

    /// <summary>What one caller has: an address of IPv4; of IPv6 the 64 bits behind which they may choose any.</summary>
    public static UInt128 OneOf(IPAddress? address) => Cut(address, HostBits, bitsOfFour: 0);

    /// <summary>What one organisation has: /24 of IPv4, /48 of IPv6.</summary>
    public static UInt128 NetworkOf(IPAddress? address) => Cut(address, HostBits + 16, bitsOfFour: 8);

    private static IPAddress? Plain(IPAddress? address) => address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address;

    private static UInt128 Cut(IPAddress? address, int bitsOfSix, int bitsOfFour)
    {
        if (address is null)
        {
            return UInt128.MaxValue; // all who cannot be told apart are one
        }

        Span<byte> bytes = stackalloc byte[16];
        _ = address.MapToIPv6().TryWriteBytes(bytes, out _);
        int bits = address.AddressFamily == AddressFamily.InterNetwork ? bitsOfFour : bitsOfSix;
        return BinaryPrimitives.ReadUInt128BigEndian(bytes) >> bits << bits;
    }
}
