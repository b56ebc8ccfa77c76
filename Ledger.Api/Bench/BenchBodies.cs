using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ledger.Api.Bench;

/// <summary>Bodies of entries, no two alike, that no compression makes smaller.</summary>
internal sealed class BenchBodies
{
    /// <summary>Length of each in bytes.</summary>
    public const int Length = 300;

    private const int Stride = 4099; // prime: bodies that are neighbours in a block have nothing in common
    private readonly byte[] _noise = RandomNumberGenerator.GetBytes(1 << 20);
    private long _next;

    /// <summary>Numbers of the next bodies; each is given out once.</summary>
    public long Take(int count) => Interlocked.Add(ref _next, count) - count;

    /// <summary>The body with a number.</summary>
    public byte[] Make(long number)
    {
        byte[] body = new byte[Length];
        int start = (int)(number * Stride % (_noise.Length - Length));
        _noise.AsSpan(start, Length).CopyTo(body);
        BinaryPrimitives.WriteInt64BigEndian(body, number);
        return body;
    }
}
