using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>Reads the fields of a dense form one after the other; refuses to read beyond its end.</summary>
internal ref struct DenseReader(ReadOnlySpan<byte> bytes)
{
    private const int BitsOfLong = 63;
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Bytes(1)[0];

    /// <exception cref="FormatException">There are fewer.</exception>
    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count > _rest.Length)
        {
            throw new FormatException("A dense form ends too early.");
        }

        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    public Digest Digest() => new(Bytes(Hashing.Digest.Length));

    public Digest[] Digests(long count)
    {
        ReadOnlySpan<byte> taken = Bytes(checked(count * Hashing.Digest.Length));
        Digest[] digests = new Digest[count];
        for (int i = 0; i < digests.Length; i++)
        {
            digests[i] = new Digest(taken.Slice(i * Hashing.Digest.Length, Hashing.Digest.Length));
        }

        return digests;
    }

    /// <exception cref="FormatException">Above the greatest.</exception>
    public long Number(long greatest = long.MaxValue)
    {
        long value = 0;
        for (int shift = 0; shift < BitsOfLong; shift += 7)
        {
            byte next = Byte();
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value <= greatest ? value : throw new FormatException($"A number is above {greatest}.");
            }
        }

        throw new FormatException("A number has more than 63 bits.");
    }

    public DateTimeOffset Time() => DateTimeOffset.FromUnixTimeMilliseconds(Number(LastMillisecond));

    public SignedNote Note() => SignedNote.Parse(Bytes(Number(SignedNote.MaxLength)));
}
