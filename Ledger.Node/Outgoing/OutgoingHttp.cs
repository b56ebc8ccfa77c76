using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Node.Outgoing;

/// <summary>
/// The one maker of clients that call others. None follows a redirection, keeps cookies, goes through a proxy or takes more than it was told to;
/// and where a name leads is looked at when the connection is made, so that no name leads into the operator's own network by surprise.
/// </summary>
internal static class OutgoingHttp
{
    private const string ThisMachine = "localhost";

#pragma warning disable CA2000 // Who made the client, or the stream, disposes of it and of what is inside.
    /// <summary>A client; the caller disposes of it.</summary>
    /// <param name="call">What it may do.</param>
    /// <param name="address">Where its calls lie below; null where each names its whole address.</param>
    public static HttpClient Create(OutgoingCall call, Uri? address = null) => new(HandlerOf(call), disposeHandler: true)
    {
        Timeout = call.Patience,
        MaxResponseContentBufferSize = call.LongestAnswer,
        BaseAddress = address,
    };

    /// <summary>The addresses of those that a host leads to which may be called.</summary>
    /// <param name="call">What its client may do.</param>
    /// <param name="host">The host, as the address names it.</param>
    /// <param name="found">Where it leads.</param>
    public static IPAddress[] Permitted(OutgoingCall call, string host, IPAddress[] found)
    {
        bool isAddress = host == ThisMachine || IPAddress.TryParse(host.Trim('[', ']'), out _);
        bool isMeant = isAddress && (call.IsSettled?.Invoke(host) ?? true);
        return [.. found.Where(address => Reaches.Of(address) switch
        {
            Reach.Public => true,
            Reach.Private => isMeant || call.PrivateNetworks.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)),
            _ => false,
        })];
    }

    /// <summary>How a client speaks TLS: nothing older than 1.2, by the suites of <see cref="TlsSuites"/>, and with the node's certificate where it has one to show.</summary>
    public static SslClientAuthenticationOptions TlsOf(OutgoingCall call) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CipherSuitesPolicy = TlsSuites.Policy,
        LocalCertificateSelectionCallback = call.Certificate is null ? null : (_, _, _, _, _) => call.Certificate()!,
        CertificateChainPolicy = call.Root is null ? null : new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { call.Root },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    private static SocketsHttpHandler HandlerOf(OutgoingCall call) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = call.Patience > TimeSpan.Zero && call.Patience < OutgoingLimits.Connect ? call.Patience : OutgoingLimits.Connect,
        MaxResponseHeadersLength = OutgoingLimits.HeaderKibibytes,
        PooledConnectionLifetime = OutgoingLimits.Connection,
        ActivityHeadersPropagator = null,
        SslOptions = TlsOf(call),
        ConnectCallback = (context, cancel) => ConnectAsync(call, context.DnsEndPoint, cancel),
    };

    private static async ValueTask<Stream> ConnectAsync(OutgoingCall call, DnsEndPoint place, CancellationToken cancel)
    {
        // Looked up once, and that very address is called: a name that leads elsewhere the next moment gains nothing.
        IPAddress[] permitted = Permitted(call, place.Host, await Dns.GetHostAddressesAsync(place.Host, cancel));
        Exception? failure = null;
        foreach (IPAddress address in permitted)
        {
            Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, place.Port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                failure = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new HttpRequestException(
            HttpRequestError.ConnectionError,
            permitted.Length == 0 ? $"{place.Host} leads to no address that may be called (privateNetworks)." : failure!.Message,
            failure);
    }
#pragma warning restore CA2000
}
