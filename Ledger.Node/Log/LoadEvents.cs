using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>Entries without a meaning, by which tools measure a log. Every node can replay them; it takes them where its settings say so.</summary>
internal static class LoadEvents
{
    /// <summary>Wire name of <see cref="LoadAdded"/>.</summary>
    public const string Added = "load.added.v1";

    /// <summary>The longest body in bytes: with what stands around it, an event body takes at most 65,535.</summary>
    public const int MaxBytes = 60_000;

    /// <summary>Adds the event.</summary>
    public static void AddTo(EventCatalogue events) => events.Add(
        Added, EventType.LoadAdded, LoadAdded.Parser, added => new MapSubject(MapNamespace.Load, HandleOf(added.Body.Span)), (_, _, _) => { });

    /// <summary>The entry of some bytes. The same bytes again are the next event of the same subject.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None, or more than <see cref="MaxBytes"/>.</exception>
    public static LoadAdded Of(ReadOnlySpan<byte> body)
    {
        ArgumentOutOfRangeException.ThrowIfZero(body.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, MaxBytes);
        return new LoadAdded { Body = ByteString.CopyFrom(body) };
    }

    private static ByteString HandleOf(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return ByteString.CopyFrom(hash[..MapKey.HandleLength]);
    }
}
