using System.Diagnostics.CodeAnalysis;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Hashing;

/// <summary>SM3 of data that arrives in pieces. Not for use by two threads at once.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of data to hash; nobody takes it for a System.IO.Stream.")]
public sealed class Sm3Stream : IDisposable
{
    private readonly DigestContext _context = new();

    /// <summary>Begins with no data.</summary>
    public Sm3Stream() => Begin();

    /// <summary>Adds the next piece.</summary>
    public unsafe void Append(ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            Libcrypto.Check(Libcrypto.EVP_DigestUpdate(_context, start, (nuint)data.Length));
        }
    }

    /// <summary>SM3 of everything appended since the last call; begins anew.</summary>
    public unsafe Digest Finish()
    {
        Span<byte> hash = stackalloc byte[Digest.Length];
        fixed (byte* start = hash)
        {
            Libcrypto.Check(Libcrypto.EVP_DigestFinal_ex(_context, start, null));
        }

        Begin();
        return new Digest(hash);
    }

    /// <summary>Frees the state.</summary>
    public void Dispose() => _context.Dispose();

    private void Begin() => Libcrypto.Check(Libcrypto.EVP_DigestInit_ex(_context, Libcrypto.Sm3, 0));
}
