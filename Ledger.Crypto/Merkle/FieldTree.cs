using System.Buffers;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>
/// The fields of a document as an RFC 6962 tree with SM3: any of them can be shown with a proof, and the salts keep the
/// others from being guessed. Leaves are in the order of the document.
/// </summary>
public static class FieldTree
{
    /// <summary>Length of a salt in bytes.</summary>
    public const int SaltLength = 16;

    /// <summary>
    /// The leaf hash of one field: of the canonical JSON <c>{"name":…,"salt":"&lt;hex&gt;","value":…}</c>.
    /// </summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">Any value that has a canonical form.</param>
    /// <param name="salt">16 random bytes of this field alone.</param>
    /// <exception cref="ArgumentException">A salt of another length, or a value without a canonical form.</exception>
    public static Digest Leaf(string name, JsonNode value, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArrayBufferWriter<byte> entry = new();
        WriteStart(entry, name, salt);
        entry.Write(CanonicalJson.Write(value));
        entry.Write("}"u8);
        return MerkleHasher.Sm3.Leaf(entry.WrittenSpan);
    }

    /// <summary>The leaf hash of a field whose value is text.</summary>
    /// <inheritdoc cref="Leaf(string, JsonNode, ReadOnlySpan{byte})"/>
    public static Digest Leaf(string name, string value, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArrayBufferWriter<byte> entry = new();
        WriteEntry(entry, name, salt, value);
        return MerkleHasher.Sm3.Leaf(entry.WrittenSpan);
    }

    /// <summary>Writes the canonical JSON of one field whose value is text: what is hashed after the tag of a leaf.</summary>
    internal static void WriteEntry(ArrayBufferWriter<byte> output, string name, ReadOnlySpan<byte> salt, string value)
    {
        WriteStart(output, name, salt);
        CanonicalJson.Write(output, value);
        output.Write("}"u8);
    }

    private static void WriteStart(ArrayBufferWriter<byte> output, string name, ReadOnlySpan<byte> salt)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (salt.Length != SaltLength)
        {
            throw new ArgumentException($"A salt has {SaltLength} bytes, not {salt.Length}.", nameof(salt));
        }

        output.Write("{\"name\":"u8);
        CanonicalJson.Write(output, name);
        output.Write(",\"salt\":\""u8);
        Convert.TryToHexStringLower(salt, output.GetSpan(2 * SaltLength), out int written);
        output.Advance(written);
        output.Write("\",\"value\":"u8);
    }

    /// <summary>What a statement commits to, together with the number of fields.</summary>
    public static Digest Root(IReadOnlyList<Digest> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        return leaves.Count == 0 ? MerkleHasher.Sm3.Empty : Roots([.. leaves], leaves.Count)[0];
    }

    /// <summary>The roots of several documents with as many fields each, a level of all of them at a time: cheaper than one by one.</summary>
    /// <param name="leaves">The leaves of the first document, those of the second …; used up.</param>
    /// <param name="each">Leaves a document, at least 1.</param>
    internal static Digest[] Roots(Digest[] leaves, int each)
    {
        // A last one without a neighbour goes up as it is, which is where RFC 6962 splits.
        int documents = leaves.Length / each;
        Digest[] pairs = new Digest[leaves.Length];
        for (int count = each; count > 1; count = (count + 1) / 2)
        {
            (int paired, int next) = (count / 2 * 2, (count + 1) / 2);
            for (int i = 0; i < documents; i++)
            {
                leaves.AsSpan(i * count, paired).CopyTo(pairs.AsSpan(i * paired));
            }

            MerkleHasher.Sm3.Nodes(pairs.AsSpan(0, documents * paired), pairs.AsSpan(0, documents * paired / 2));
            for (int i = 0; i < documents; i++)
            {
                Digest last = leaves[(i * count) + count - 1];
                pairs.AsSpan(i * paired / 2, paired / 2).CopyTo(leaves.AsSpan(i * next));
                if (paired < count)
                {
                    leaves[(i * next) + next - 1] = last;
                }
            }
        }

        return leaves[..documents];
    }

    /// <summary>The audit path of one field.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such field.</exception>
    public static Digest[] Prove(IReadOnlyList<Digest> leaves, int index)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        return InclusionProof.Prove(
            MerkleHasher.Sm3, index, leaves.Count, MerkleTree.InMemory(MerkleHasher.Sm3, leaves));
    }

    /// <summary>
    /// Whether the field is number <paramref name="index"/> of <paramref name="count"/> under the root.
    /// </summary>
    /// <param name="leaf">From <see cref="Leaf(string, string, ReadOnlySpan{byte})"/> of the shown name, value and salt.</param>
    /// <param name="index">The field's number, from 0.</param>
    /// <param name="count">Number of fields, from the signed statement.</param>
    /// <param name="path">The audit path.</param>
    /// <param name="root">From the signed statement.</param>
    /// <returns>False for any proof that does not fit, whatever the reason.</returns>
    public static bool Verify(Digest leaf, int index, int count, ReadOnlySpan<Digest> path, Digest root) =>
        InclusionProof.Verify(MerkleHasher.Sm3, leaf, index, count, path, root);
}
