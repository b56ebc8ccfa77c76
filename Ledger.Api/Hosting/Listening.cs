using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Ledger.Node;
using Ledger.Node.Outgoing;
using Ledger.Node.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Ledger.Api.Hosting;

/// <summary>Where the server listens, and how: HTTP/1.1 everywhere, so that there are no streams to open and reset; TLS 1.2 and 1.3 where the node speaks it itself.</summary>
internal static class Listening
{
    /// <summary>Listens at the node's address, and at that of its figures where they have one.</summary>
    public static void Apply(KestrelServerOptions kestrel, ProvinceNode node)
    {
        kestrel.Listen(Address(node.Options.Listen), node.Options.Listen.Port, endpoint =>
        {
            Open(endpoint);
            if (node.Certificate is ServerCertificate certificate)
            {
                Secure(endpoint, certificate, asks: node.Options.Callers.Any(system => system.Certificates.Count > 0));
            }
        });
        if (node.Options.Telemetry?.Metrics is Uri metrics)
        {
            kestrel.Listen(Address(metrics), metrics.Port, Open);
        }
    }

    /// <summary>Makes a socket that listens. The connections that it accepts have its buffers, and its patience after the server has closed them.</summary>
    public static Socket Open(EndPoint address)
    {
        Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
        socket.SendBufferSize = ServerLimits.SendBufferBytes;
        TcpOptions.KeepUntaken(socket, ServerLimits.KeptFor);
        return socket;
    }

    private static void Open(ListenOptions endpoint)
    {
        endpoint.Protocols = HttpProtocols.Http1;
        AnswerWatch watch = endpoint.ApplicationServices.GetRequiredService<AnswerWatch>();

        // First, so that it has the socket itself, below TLS.
        endpoint.Use(next => connection =>
        {
            watch.Add(connection);
            return next(connection);
        });
    }

    private static void Secure(ListenOptions endpoint, ServerCertificate certificate, bool asks) => endpoint.UseHttps(new TlsHandshakeCallbackOptions
    {
        HandshakeTimeout = ServerLimits.HandshakeWithin,
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate.Current(),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CipherSuitesPolicy = TlsSuites.Policy,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            AllowRenegotiation = false,
            ClientCertificateRequired = asks,

#pragma warning disable CA5359 // Whoever shows a certificate has its key. Whose it is, the registry of systems says, and nobody who signs certificates.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        }),
    });

    private static IPAddress Address(Uri listen) =>
        listen.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(listen.Host.Trim('[', ']'));
}
