using System.Net;
using Ledger.Api.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ledger.Api.Hosting;

/// <summary>What the server takes at most. The longest body of each endpoint stands in the permission table.</summary>
internal static class Limits
{
    private const int MaximumConnections = 10_000;
    private const int MaximumHeaderBytes = 16 << 10;
    private const int MaximumHeaders = 50;

    // A minute is what .NET's client, among others, keeps an unused connection for. Were it the server's too, both would hang up at the same
    // moment, and a request sent just then would get no answer.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(90);

    public static void Apply(KestrelServerOptions kestrel, params IEnumerable<Uri> addresses)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MaximumConnections;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaximumHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaximumHeaders;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = IdleTime;

        // Until the authoriser has found the endpoint's row.
        kestrel.Limits.MaxRequestBodySize = BodyLimit.Unread;
        foreach (Uri listen in addresses)
        {
            kestrel.Listen(Address(listen), listen.Port);
        }
    }

    private static IPAddress Address(Uri listen) =>
        listen.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(listen.Host.Trim('[', ']'));
}
