using Ledger.Api.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ledger.Api.Hosting;

/// <summary>What the server takes of whoever connects. The longest body of each endpoint stands in the permission table.</summary>
internal static class ServerLimits
{
    /// <summary>Connections at once; one more is closed.</summary>
    public const int Connections = 10_000;

    /// <summary>Bytes of a request line.</summary>
    public const int RequestLineBytes = 8 << 10;

    /// <summary>Bytes of all header lines of a request.</summary>
    public const int HeaderBytes = 16 << 10;

    /// <summary>Header lines of a request.</summary>
    public const int Headers = 50;

    /// <summary>Bytes a second in which a body must arrive, and an answer be taken, after <see cref="SlowFor"/>.</summary>
    public const int BytesPerSecond = 240;

    /// <summary>Bytes of an answer that are sent at a time.</summary>
    public const int PieceBytes = 16 << 10;

    /// <summary>
    /// Bytes of answers that the system keeps for a connection until they are taken; Linux doubles it. Left to itself it keeps megabytes, which thousands
    /// who take nothing fill in no time.
    /// </summary>
    public const int SendBufferBytes = 128 << 10;

    /// <summary>
    /// So long the next piece may wait for room: the server has 64 KiB of it, and writes again when half is free. What was taken quickly before
    /// gives no more time, as it does by <see cref="BytesPerSecond"/>.
    /// </summary>
    public static TimeSpan PieceWithin { get; } = TimeSpan.FromSeconds(10);

    /// <summary>So long a body may arrive, or an answer be taken, more slowly.</summary>
    public static TimeSpan SlowFor { get; } = TimeSpan.FromSeconds(5);

    /// <summary>So long the request line and the header lines may take together.</summary>
    public static TimeSpan HeadersWithin { get; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// So long a connection is kept of which nothing is heard. A minute is what .NET's client, among others, keeps an unused connection for:
    /// were it the server's too, both would hang up at the same moment, and a request sent just then would get no answer.
    /// </summary>
    public static TimeSpan IdleFor { get; } = TimeSpan.FromSeconds(90);

    /// <summary>So long a TLS handshake may take.</summary>
    public static TimeSpan HandshakeWithin { get; } = TimeSpan.FromSeconds(10);

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = Connections;
        limits.MaxRequestLineSize = RequestLineBytes;
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestHeaderCount = Headers;
        limits.RequestHeadersTimeout = HeadersWithin;
        limits.KeepAliveTimeout = IdleFor;
        limits.MinRequestBodyDataRate = new MinDataRate(BytesPerSecond, SlowFor);
        limits.MinResponseDataRate = new MinDataRate(BytesPerSecond, SlowFor);

        // Until the authoriser has found the endpoint's row.
        limits.MaxRequestBodySize = BodyLimit.Unread;
    }
}
