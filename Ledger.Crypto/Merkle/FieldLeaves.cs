using System.Buffers;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>Gathers the fields of one document, whose leaves of the <see cref="FieldTree"/> are then hashed together.</summary>
/// <param name="count">How many fields there will be.</param>
internal sealed class FieldLeaves(int count)
{
    private readonly ArrayBufferWriter<byte> _entries = KeptBuffer.Take();
    private readonly int[] _ends = new int[count];
    private int _count;

    /// <summary>Adds the next field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its text.</param>
    /// <param name="salt">Its 16 bytes in hexadecimal.</param>
    /// <exception cref="ArgumentException">A text without a canonical form.</exception>
    /// <exception cref="FormatException">A salt that is no 16 bytes of hexadecimal.</exception>
    public void Add(string name, string value, string salt)
    {
        _entries.Write([MerkleHasher.LeafTagByte]);
        FieldTree.WriteEntry(_entries, name, SaltOf(salt, stackalloc byte[FieldTree.SaltLength]), value);
        _ends[_count++] = _entries.WrittenCount;
    }

    /// <summary>The leaf hashes, in the order of the fields. Ends the gathering.</summary>
    public Digest[] Hash()
    {
        Digest[] leaves = new Digest[_count];
        Sm3Group.Hash(_entries.WrittenSpan, _ends.AsSpan(0, _count), leaves);
        KeptBuffer.Return(_entries);
        return leaves;
    }

    private static ReadOnlySpan<byte> SaltOf(string hex, Span<byte> salt) =>
        Convert.FromHexString(hex, salt, out int read, out int written) is OperationStatus.Done && read == hex.Length && written == salt.Length
            ? salt
            : throw new FormatException($"A salt is {FieldTree.SaltLength} bytes of hexadecimal.");
}
