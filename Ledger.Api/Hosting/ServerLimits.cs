using Ledger.Api.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ledger.Api.Hosting;

/// <summary>What the server takes of whoever connects. The longest body of each endpoint stands in the permission table.</summary>
internal static class ServerLimits
{
    /// <summary>Connections at once, ten thousand idle ones and those that work beside them; one more is closed.</summary>
    public const int Connections = 10_240;

    /// <summary>Connections that wait to be accepted, as far as the system allows (<c>net.core.somaxconn</c>): who comes beyond tries again after a second, and then three.</summary>
    public const int Waiting = 4096;

    /// <summary>Bytes of a request line.</summary>
    public const int RequestLineBytes = 8 << 10;

    /// <summary>Bytes of all header lines of a request.</summary>
    public const int HeaderBytes = 16 << 10;

    /// <summary>Header lines of a request.</summary>
    public const int Headers = 50;

    /// <summary>Bytes a second in which a body must arrive after <see cref="SlowFor"/>, and an answer be taken after <see cref="TakenWithin"/>.</summary>
    public const int BytesPerSecond = 240;

    /// <summary>
    /// Bytes of answers that the system keeps for a connection until they are taken; Linux doubles it. Left to itself it keeps megabytes, which thousands
    /// who take nothing fill in no time.
    /// </summary>
    public const int SendBufferBytes = 128 << 10;

    /// <summary>
    /// So long what was answered may wait for who reads it at less than <see cref="BytesPerSecond"/>; it is looked at every second. A telephone
    /// on the slowest network takes ten times as much.
    /// </summary>
    public static TimeSpan TakenWithin { get; } = TimeSpan.FromSeconds(8);

    /// <summary>So long it may wait where the network loses it: a telephone in a tunnel or a lift.</summary>
    public static TimeSpan FoundAgainWithin { get; } = TimeSpan.FromSeconds(30);

    /// <summary>So long the system keeps what is not taken of an answer when the server has closed the connection: longer than the server itself would wait, whose reset tells the reader.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromSeconds(10);

    /// <summary>So long a body may arrive more slowly.</summary>
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

        // The answers are watched: AnswerWatch.
        limits.MinResponseDataRate = null;

        // Until the authoriser has found the endpoint's row.
        limits.MaxRequestBodySize = BodyLimit.Unread;
    }
}
