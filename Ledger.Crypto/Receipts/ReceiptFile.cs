using System.Security.Cryptography;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Receipts;

/// <summary>The file that was verified, told by its length and both hashes; the file itself is not kept.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">SHA-256 of the whole file.</param>
/// <param name="Sm3">SM3 of the whole file.</param>
public sealed record ReceiptFile(int Length, Digest Sha256, Digest Sm3)
{
    /// <summary>Of the bytes of a file.</summary>
    public static ReceiptFile Of(ReadOnlySpan<byte> file) => new(file.Length, new Digest(SHA256.HashData(file)), Hashing.Sm3.Hash(file));
}
