using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>The few value forms of the Solidity ABI that the registry uses: each one word of 32 bytes.</summary>
internal static class Abi
{
    public const int WordLength = 32;

    /// <summary>First four bytes of a call: which function, by its signature.</summary>
    public const int SelectorLength = 4;

    /// <summary>The selector of a function or error, from its signature without spaces.</summary>
    public static byte[] Selector(string signature) => Topic(signature).Span[..SelectorLength].ToArray();

    /// <summary>The first topic of an event, from its signature without spaces.</summary>
    public static Digest Topic(string signature) => Keccak256.Hash(System.Text.Encoding.ASCII.GetBytes(signature));

    /// <summary>A <c>uint64</c>, of which we use 0 to 2⁶³−1.</summary>
    public static byte[] Word(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        byte[] word = new byte[WordLength];
        BinaryPrimitives.WriteInt64BigEndian(word.AsSpan(WordLength - sizeof(long)), value);
        return word;
    }

    /// <summary>An <c>address</c>.</summary>
    public static byte[] Word(EvmAddress value) => [.. new byte[WordLength - EvmAddress.Length], .. value.Span];

    /// <summary>A <c>bytes32</c>.</summary>
    public static byte[] Word(Digest value) => value.ToArray();

    /// <summary>A <c>bytes</c> where it stands behind the words: its length, and itself filled up to whole words.</summary>
    public static byte[] Tail(ReadOnlySpan<byte> bytes) => [.. Word(bytes.Length), .. bytes, .. new byte[(WordLength - (bytes.Length % WordLength)) % WordLength]];

    /// <summary>Names the error that a call reverted with, with its number where it has one, such as <c>StaleOldSize(7)</c>.</summary>
    /// <param name="errors">Signatures of the contract's errors, of no argument or one <c>uint64</c>.</param>
    /// <param name="revertData">What the contract gave.</param>
    public static string NameOf(IEnumerable<string> errors, ReadOnlySpan<byte> revertData)
    {
        foreach (string error in errors)
        {
            if (revertData.StartsWith(Selector(error)))
            {
                return revertData.Length == SelectorLength + WordLength
                    ? error.Replace(
                        "uint64",
                        new BigInteger(revertData[SelectorLength..], isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture),
                        StringComparison.Ordinal)
                    : error;
            }
        }

        return "an error that is not the registry's";
    }

    /// <summary>Reads the <c>bytes32</c> at a word's place.</summary>
    public static Digest ReadDigest(ReadOnlySpan<byte> words, int place) =>
        new(words.Slice(place * WordLength, WordLength));

    /// <summary>Reads the <c>uint64</c> at a word's place.</summary>
    /// <exception cref="FormatException">The number is 2⁶³ or more.</exception>
    public static long ReadLong(ReadOnlySpan<byte> words, int place)
    {
        ReadOnlySpan<byte> word = words.Slice(place * WordLength, WordLength);
        long value = BinaryPrimitives.ReadInt64BigEndian(word[^sizeof(long)..]);
        return value >= 0 && !word[..^sizeof(long)].ContainsAnyExcept((byte)0)
            ? value
            : throw new FormatException("A number of the contract is out of range.");
    }
}
