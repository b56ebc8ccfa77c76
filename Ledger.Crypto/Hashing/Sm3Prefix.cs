using System.Diagnostics.CodeAnalysis;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Hashing;

/// <summary>SM3 of messages that all begin with the same bytes, which are hashed once. Safe from several threads.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the seal that it is of; the handle then frees itself.")]
internal sealed class Sm3Prefix
{
    [ThreadStatic]
    private static DigestContext? _copy;

    // Only ever copied from.
    private readonly DigestContext _begun = new();

    /// <param name="first">What all messages begin with.</param>
    /// <param name="second">What follows in all of them.</param>
    public Sm3Prefix(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Libcrypto.Check(Libcrypto.EVP_DigestInit_ex(_begun, Libcrypto.Sm3, 0));
        Append(_begun, first);
        Append(_begun, second);
    }

    /// <summary>The hash of the message that goes on like this.</summary>
    public unsafe Digest Hash(ReadOnlySpan<byte> rest)
    {
        DigestContext copy = _copy ??= new DigestContext();
        Libcrypto.Check(Libcrypto.EVP_MD_CTX_copy_ex(copy, _begun));
        Append(copy, rest);
        Span<byte> hash = stackalloc byte[Digest.Length];
        fixed (byte* start = hash)
        {
            Libcrypto.Check(Libcrypto.EVP_DigestFinal_ex(copy, start, null));
        }

        return new Digest(hash);
    }

    private static unsafe void Append(DigestContext context, ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            Libcrypto.Check(Libcrypto.EVP_DigestUpdate(context, start, (nuint)data.Length));
        }
    }
}
