using System.Buffers.Binary;
using System.Security.Cryptography;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Ciphers;

public sealed class PuncturableKeyTests
{
    private static readonly int NodeLength = 1 + PuncturableKey.NameLength + PuncturableKey.KeyLength;

    [Fact]
    public void After_any_punctures_every_other_name_has_the_key_it_had_and_those_have_none()
    {
        Random random = new(7);
        byte[][] names = [.. Enumerable.Range(0, 300).Select(_ => Name((ulong)random.NextInt64())), Name(0), Name(1), Name(ulong.MaxValue), Name(ulong.MaxValue - 1)];
        using PuncturableKey key = PuncturableKey.Create();
        byte[][] before = [.. names.Select(name => KeyOf(key, name)!)];
        Assert.Equal(names.Length, before.Select(Convert.ToHexString).Distinct().Count());
        byte[][] gone = [.. names.Where((_, place) => place % 7 == 0), names[^1], names[^3]];
        Assert.All(gone.DistinctBy(Convert.ToHexString), name => Assert.True(key.Puncture(name)));
        Assert.All(gone, name => Assert.False(key.Puncture(name)));

        using PuncturableKey read = PuncturableKey.Parse(key.Format());
        Assert.Equal(key.Format(), read.Format());
        foreach ((byte[] name, byte[] was) in names.Zip(before))
        {
            bool isGone = gone.Any(one => one.AsSpan().SequenceEqual(name));
            Assert.Equal(isGone ? null : was, KeyOf(read, name));
            Assert.Equal(!isGone, read.Has(name));
        }

        Assert.Equal(gone.Select(Convert.ToHexString).Distinct().Order(StringComparer.Ordinal), read.Punctured().Select(Convert.ToHexString));
    }

    [Fact]
    public void What_is_left_holds_no_secret_on_the_way_to_a_name_that_was_taken_away()
    {
        using PuncturableKey key = PuncturableKey.Create();
        byte[] root = key.Format()[^PuncturableKey.KeyLength..];
        byte[] name = Name(0x0123456789ABCDEF);
        byte[] own = KeyOf(key, name)!;
        key.Puncture(name);
        byte[] left = key.Format();
        Assert.Equal(64 * NodeLength, left.Length);
        Assert.Equal((-1, -1), (left.AsSpan().IndexOf(root), left.AsSpan().IndexOf(own)));
        for (int at = 0; at < left.Length; at += NodeLength)
        {
            (int bits, ulong prefix) = (left[at], BinaryPrimitives.ReadUInt64BigEndian(left.AsSpan(at + 1)));
            Assert.NotEqual(prefix, 0x0123456789ABCDEF & (ulong.MaxValue << (64 - bits))); // no node lies above it
        }
    }

    [Fact]
    public void A_key_follows_from_the_hashes_that_the_tree_is_made_of()
    {
        byte[] node = [.. new byte[1 + PuncturableKey.NameLength], .. Enumerable.Repeat((byte)9, PuncturableKey.KeyLength)];
        using PuncturableKey key = PuncturableKey.Parse(node);
        byte[] expected = node[^PuncturableKey.KeyLength..];
        ulong path = 0xF000_0000_0000_0001;
        for (int bit = 63; bit >= 0; bit--)
        {
            expected = Sm3.Hash([.. "ledger-puncturable-1\n"u8, (byte)((path >> bit) & 1), .. expected]).ToArray();
        }

        Assert.Equal(expected, KeyOf(key, Name(path)));
    }

    [Fact]
    public void Several_keys_worked_out_together_are_those_worked_out_alone()
    {
        Random random = new(8);
        byte[] secret = new byte[PuncturableKey.KeyLength];
        using PuncturableKey key = PuncturableKey.Create();
        for (int count = 0; count <= 20; count++)
        {
            // Every puncture makes other names begin further down.
            key.Puncture(Name((ulong)random.NextInt64() << 1));
            byte[][] names = [.. Enumerable.Range(0, count).Select(_ => Name(((ulong)random.NextInt64() << 1) | 1))];
            int[] bits = new int[count];
            Digest[] secrets = new Digest[count];
            for (int i = 0; i < count; i++)
            {
                bits[i] = key.TryFind(names[i], secret)!.Value;
                secrets[i] = new Digest(secret);
            }

            PuncturableKey.DescendEach(names.SelectMany(name => name).ToArray(), bits, secrets);
            Assert.Equal(names.Select(name => KeyOf(key, name)), secrets.Select(each => each.ToArray()));
        }
    }

    [Fact]
    public void Nodes_out_of_place_are_refused()
    {
        byte[] root = new byte[NodeLength];
        byte[] low = [1, .. new byte[NodeLength - 1]];
        byte[] high = [1, 0x80, .. new byte[NodeLength - 2]];
        byte[][] wrong = [[.. root, .. low], [.. high, .. low], [.. low, .. low], [65, .. root[1..]], [0, 1, .. root[2..]], root[1..]];
        Assert.All(wrong, bytes => Assert.Throws<FormatException>(() => PuncturableKey.Parse(bytes)));
        PuncturableKey.Parse([.. low, .. high]).Dispose();
    }

    private static byte[] Name(ulong path)
    {
        byte[] name = new byte[PuncturableKey.NameLength];
        BinaryPrimitives.WriteUInt64BigEndian(name, path);
        return name;
    }

    private static byte[]? KeyOf(PuncturableKey key, byte[] name)
    {
        byte[] derived = RandomNumberGenerator.GetBytes(PuncturableKey.KeyLength);
        return key.TryDerive(name, derived) ? derived : null;
    }
}
