using System.Net;

namespace Ledger.Node.Outgoing;

/// <summary>Tells the reach of addresses (RFC 6890 and its registries).</summary>
internal static class Reaches
{
    // Link-local with the metadata services of most clouds among them, theirs elsewhere, multicast, reserved, unspecified.
    private static readonly IPNetwork[] Never = Parse(
        "0.0.0.0/8", "169.254.0.0/16", "100.100.100.200/32", "192.0.0.192/32", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "fec0::/10",
        "fd00:ec2::254/128", "fd20:ce::254/128", "ff00::/8");

    // The last three carry an address of IPv4 inside, which may be any.
    private static readonly IPNetwork[] Private = Parse(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "::1/128", "fc00::/7", "100::/64", "2001:db8::/32", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16");

    /// <summary>The reach of an address.</summary>
    public static Reach Of(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Never.Any(network => network.Contains(plain)) ? Reach.Never
            : Private.Any(network => network.Contains(plain)) ? Reach.Private
            : Reach.Public;
    }

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
