using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Ciphers;

/// <summary>
/// One secret out of which a key follows for each of 2^64 names, and from which single names can be taken away: after a puncture nobody who has
/// all of it can work the name's key out, and every other key is what it was. A tree of hashes (Goldreich, Goldwasser, Micali 1986): each node's
/// secret gives those of its two children; a puncture keeps the siblings along the way down and forgets the way. Not safe for concurrent use.
/// </summary>
public sealed class PuncturableKey : IDisposable
{
    /// <summary>Bytes of a name; the first of it decide first.</summary>
    public const int NameLength = 8;

    /// <summary>Bytes of a key, and of every node's secret.</summary>
    public const int KeyLength = Digest.Length;

    private const int Depth = 8 * NameLength;

    // Hashed side by side: as many as the widest vector has lanes.
    private const int MostTogether = 16;
    private const int NodeLength = 1 + NameLength + KeyLength;

    // Of a prefix, the bits that are decided; below them zeros. No prefix begins another.
    private readonly SortedDictionary<(ulong Prefix, int Bits), byte[]> _nodes;

    private PuncturableKey(SortedDictionary<(ulong Prefix, int Bits), byte[]> nodes) => _nodes = nodes;

    private static ReadOnlySpan<byte> Label => "ledger-puncturable-1\n"u8;

    private static int InputLength => Label.Length + 1 + KeyLength;

    /// <summary>A new secret, without punctures.</summary>
    public static PuncturableKey Create() => new(new() { [(0, 0)] = RandomNumberGenerator.GetBytes(KeyLength) });

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else: out of order, or one node lies below another.</exception>
    public static PuncturableKey Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % NodeLength != 0)
        {
            throw new FormatException("A puncturable key consists of whole nodes.");
        }

        SortedDictionary<(ulong Prefix, int Bits), byte[]> nodes = [];
        UInt128 free = 0; // the first name that no node has covered
        for (; bytes.Length > 0; bytes = bytes[NodeLength..])
        {
            (int bits, ulong prefix) = (bytes[0], BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]));
            if (bits > Depth || (prefix & ~MaskOf(bits)) != 0 || prefix < free)
            {
                throw new FormatException("A node of a puncturable key is not in its place.");
            }

            nodes.Add((prefix, bits), bytes[(1 + NameLength)..NodeLength].ToArray());
            free = prefix + (UInt128.One << (Depth - bits));
        }

        return new PuncturableKey(nodes);
    }

    /// <summary>All of it, each node as bits, prefix and secret, in order; the caller wipes it.</summary>
    public byte[] Format()
    {
        byte[] bytes = new byte[_nodes.Count * NodeLength];
        int at = 0;
        foreach (((ulong prefix, int bits), byte[] secret) in _nodes)
        {
            bytes[at] = (byte)bits;
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at + 1), prefix);
            secret.CopyTo(bytes, at + 1 + NameLength);
            at += NodeLength;
        }

        return bytes;
    }

    /// <summary>Whether the key of a name can still be worked out.</summary>
    public bool Has(ReadOnlySpan<byte> name) => FindAbove(Read(name)) is not null;

    /// <summary>Works a name's key out.</summary>
    /// <param name="name">8 bytes.</param>
    /// <param name="key">Receives the key, 32 bytes; to be cleared after use.</param>
    /// <returns>False where the name was taken away.</returns>
    public bool TryDerive(ReadOnlySpan<byte> name, Span<byte> key)
    {
        if (TryFind(name, key) is not int bits)
        {
            return false;
        }

        Descend(name, bits, key);
        return true;
    }

    /// <summary>The quick part of <see cref="TryDerive"/>: finds the node above a name.</summary>
    /// <param name="name">8 bytes.</param>
    /// <param name="secret">Receives the node's secret, 32 bytes; to be cleared after use.</param>
    /// <returns>How many bits of the name it decides, for <see cref="Descend"/>; null where the name was taken away.</returns>
    public int? TryFind(ReadOnlySpan<byte> name, Span<byte> secret)
    {
        ulong path = Read(name);
        int? bits = FindAbove(path);
        if (bits is int found)
        {
            _nodes[(path & MaskOf(found), found)].CopyTo(secret);
        }

        return bits;
    }

    /// <summary>The slow part: from a node's secret to the key of a name below it. Needs nothing of this key, and may run beside anything.</summary>
    public static void Descend(ReadOnlySpan<byte> name, int bits, Span<byte> secret)
    {
        ulong path = Read(name);
        for (int bit = bits; bit < Depth; bit++)
        {
            Step(secret[..KeyLength], BitOf(path, bit));
        }
    }

    /// <summary><see cref="Descend"/> for several names at once, hashed in lanes.</summary>
    /// <param name="names">8 bytes each, one after the other.</param>
    /// <param name="bits">For each what <see cref="TryFind"/> gave; any number above 64 leaves a secret as it is.</param>
    /// <param name="secrets">For each what it received; becomes the key, to be cleared after use.</param>
    public static void DescendEach(ReadOnlySpan<byte> names, ReadOnlySpan<int> bits, Span<Digest> secrets)
    {
        for (int first = 0; first < secrets.Length; first += MostTogether)
        {
            int count = int.Min(MostTogether, secrets.Length - first);
            DescendSome(names.Slice(first * NameLength, count * NameLength), bits.Slice(first, count), secrets.Slice(first, count));
        }
    }

    private static void DescendSome(ReadOnlySpan<byte> names, ReadOnlySpan<int> bits, Span<Digest> secrets)
    {
        Span<int> places = stackalloc int[secrets.Length];
        Span<Digest> next = stackalloc Digest[secrets.Length];
        Span<byte> inputs = stackalloc byte[secrets.Length * InputLength];
        for (int bit = 0; bit < Depth; bit++)
        {
            int count = 0;
            for (int i = 0; i < secrets.Length; i++)
            {
                if (bits[i] <= bit)
                {
                    WriteInput(inputs.Slice(count * InputLength, InputLength), secrets[i].Span, BitOf(Read(names.Slice(i * NameLength, NameLength)), bit));
                    places[count++] = i;
                }
            }

            Sm3Batch.Hash(inputs[..(count * InputLength)], InputLength, next[..count]);
            for (int i = 0; i < count; i++)
            {
                secrets[places[i]] = next[i];
            }
        }

        CryptographicOperations.ZeroMemory(inputs);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(next));
    }

    /// <summary>Takes a name away.</summary>
    /// <returns>False where it was before.</returns>
    public bool Puncture(ReadOnlySpan<byte> name)
    {
        ulong path = Read(name);
        if (FindAbove(path) is not int bits)
        {
            return false;
        }

        _nodes.Remove((path & MaskOf(bits), bits), out byte[]? secret);
        for (int bit = bits; bit < Depth; bit++)
        {
            byte[] sibling = [.. secret!];
            Step(sibling, BitOf(path, bit) ^ 1);
            Step(secret, BitOf(path, bit));
            _nodes.Add(((path & MaskOf(bit + 1)) ^ (1UL << (Depth - 1 - bit)), bit + 1), sibling);
        }

        CryptographicOperations.ZeroMemory(secret);
        return true;
    }

    /// <summary>The names that were taken away, in order.</summary>
    public IEnumerable<byte[]> Punctured()
    {
        UInt128 next = 0;
        foreach ((ulong prefix, int bits) in _nodes.Keys.Append((ulong.MaxValue, -1)))
        {
            for (UInt128 end = bits < 0 ? UInt128.One << Depth : prefix; next < end; next++)
            {
                byte[] name = new byte[NameLength];
                BinaryPrimitives.WriteUInt64BigEndian(name, (ulong)next);
                yield return name;
            }

            next += bits < 0 ? UInt128.Zero : UInt128.One << (Depth - bits);
        }
    }

    /// <summary>Clears it from memory.</summary>
    public void Dispose()
    {
        foreach (byte[] secret in _nodes.Values)
        {
            CryptographicOperations.ZeroMemory(secret);
        }

        _nodes.Clear();
    }

    /// <summary>How many bits the node decides below which the path lies; null where there is none.</summary>
    private int? FindAbove(ulong path)
    {
        for (int bits = 0; bits <= Depth; bits++)
        {
            if (_nodes.ContainsKey((path & MaskOf(bits), bits)))
            {
                return bits;
            }
        }

        return null;
    }

    /// <summary>From a node to one of its children. One block of SM3.</summary>
    private static void Step(Span<byte> secret, int bit)
    {
        Span<byte> input = stackalloc byte[InputLength];
        WriteInput(input, secret, bit);
        Sm3.Hash(input).CopyTo(secret);
        CryptographicOperations.ZeroMemory(input);
    }

    private static void WriteInput(Span<byte> input, ReadOnlySpan<byte> secret, int bit)
    {
        Label.CopyTo(input);
        input[Label.Length] = (byte)bit;
        secret.CopyTo(input[(Label.Length + 1)..]);
    }

    private static int BitOf(ulong path, int bit) => (int)((path >> (Depth - 1 - bit)) & 1);

    private static ulong MaskOf(int bits) => bits == 0 ? 0 : ulong.MaxValue << (Depth - bits);

    private static ulong Read(ReadOnlySpan<byte> name) => name.Length == NameLength
        ? BinaryPrimitives.ReadUInt64BigEndian(name)
        : throw new ArgumentException($"A name has {NameLength} bytes.", nameof(name));
}
