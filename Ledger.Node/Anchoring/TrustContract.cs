using System.Globalization;
using Ledger.Node.Security;

namespace Ledger.Node.Anchoring;

/// <summary>The bytes of <c>contracts/TrustRegistry.sol</c> that a node needs: two questions and their answers.</summary>
internal static class TrustContract
{
    /// <summary>Bytes of the longest key that the contract takes.</summary>
    public const int LongestKey = 256;

    private const int Heads = 4;

    private static readonly byte[] CountSelector = Abi.Selector("epochCount(uint64)");
    private static readonly byte[] EpochSelector = Abi.Selector("epochAt(uint64,uint64)");

    /// <summary>Call data of <c>epochCount</c>; its answer goes to <see cref="ReadCount"/>.</summary>
    public static byte[] Count(string division) => [.. CountSelector, .. Abi.Word(NumberOf(division))];

    /// <summary>Call data of <c>epochAt</c>; its answer goes to <see cref="ReadEpoch"/>.</summary>
    public static byte[] Epoch(string division, long number) => [.. EpochSelector, .. Abi.Word(NumberOf(division)), .. Abi.Word(number)];

    /// <exception cref="FormatException">The answer is not one number.</exception>
    public static long ReadCount(ReadOnlySpan<byte> answer) =>
        answer.Length == Abi.WordLength ? Abi.ReadLong(answer, 0) : throw Malformed();

    /// <summary>Reads an epoch in the one form in which the compiler writes it.</summary>
    /// <exception cref="FormatException">Any other.</exception>
    public static ProvinceEpoch ReadEpoch(ReadOnlySpan<byte> answer, long number)
    {
        if (answer.Length < Heads * Abi.WordLength)
        {
            throw Malformed();
        }

        (long from, long until) = (Abi.ReadLong(answer, 0), Abi.ReadLong(answer, 1));
        int place = Heads * Abi.WordLength;
        byte[] request = ReadBytes(answer, 2, ref place);
        byte[] key = ReadBytes(answer, 3, ref place);
        return place == answer.Length ? new ProvinceEpoch(number, from, until, request, key) : throw Malformed();
    }

    private static byte[] ReadBytes(ReadOnlySpan<byte> answer, int head, ref int place)
    {
        if (Abi.ReadLong(answer, head) != place || place + Abi.WordLength > answer.Length)
        {
            throw Malformed();
        }

        long length = Abi.ReadLong(answer[place..], 0);
        place += Abi.WordLength;
        if (length is 0 or > LongestKey)
        {
            throw Malformed();
        }

        int padded = ((int)length + Abi.WordLength - 1) / Abi.WordLength * Abi.WordLength;
        if (place + padded > answer.Length || answer.Slice(place + (int)length, padded - (int)length).ContainsAnyExcept((byte)0))
        {
            throw Malformed();
        }

        byte[] bytes = answer.Slice(place, (int)length).ToArray();
        place += padded;
        return bytes;
    }

    private static long NumberOf(string division) => long.Parse(division, NumberStyles.None, CultureInfo.InvariantCulture);

    private static FormatException Malformed() => new("The contract answered in another form than the registry's.");
}
