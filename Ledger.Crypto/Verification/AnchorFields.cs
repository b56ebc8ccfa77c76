using System.Buffers.Binary;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

/// <summary>What the anchor contract commits to for one checkpoint; it stores only <see cref="ToDigest"/>.</summary>
/// <param name="Origin">The log, as <see cref="OriginHash"/> names it.</param>
/// <param name="Size">Number of leaves of the anchored checkpoint.</param>
/// <param name="ShaRoot">Root of the SHA-256 tree.</param>
/// <param name="Sm3Root">Root of the SM3 twin.</param>
/// <param name="MapRoot">Root of the status map in the checkpoint's last leaf.</param>
/// <param name="NoteHash">SHA-256 of the checkpoint's text, signatures left out.</param>
/// <param name="Time">Milliseconds since 1970 of the checkpoint's last leaf.</param>
public sealed record AnchorFields(
    Digest Origin, long Size, Digest ShaRoot, Digest Sm3Root, Digest MapRoot, Digest NoteHash, long Time)
{
    private const int Word = 32;

    /// <summary>How the contract names an origin: Keccak-256 of its UTF-8 bytes.</summary>
    public static Digest OriginHash(string origin) => Keccak256.Hash(System.Text.Encoding.UTF8.GetBytes(origin));

    /// <summary>
    /// <c>keccak256(abi.encode(bytes32 origin, uint64 size, bytes32 shaRoot, bytes32 sm3Root, bytes32 mapRoot, bytes32 noteHash, uint64 time))</c>.
    /// </summary>
    public Digest ToDigest()
    {
        Span<byte> words = stackalloc byte[7 * Word];
        words.Clear();
        Origin.CopyTo(words);
        BinaryPrimitives.WriteInt64BigEndian(words[(2 * Word - 8)..], Size);
        ShaRoot.CopyTo(words[(2 * Word)..]);
        Sm3Root.CopyTo(words[(3 * Word)..]);
        MapRoot.CopyTo(words[(4 * Word)..]);
        NoteHash.CopyTo(words[(5 * Word)..]);
        BinaryPrimitives.WriteInt64BigEndian(words[(7 * Word - 8)..], Time);
        return Keccak256.Hash(words);
    }
}
