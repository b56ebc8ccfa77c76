using System.Globalization;
using Ledger.Crypto.Hashing;
using Ledger.Node.Security;

namespace Ledger.Node.Anchoring;

/// <summary>The bytes of <c>contracts/TrustRegistry.sol</c>: the calls of governors and of nodes, its answers and its errors.</summary>
internal static class TrustContract
{
    /// <summary>Bytes of the longest key that the contract takes.</summary>
    public const int LongestKey = 256;

    // Of changeOf and setKeys, besides chain and contract.
    private const int ChangeHeads = 5;
    private const int Heads = 4;

    private static readonly byte[] CountSelector = Abi.Selector("epochCount(uint64)");
    private static readonly byte[] EpochSelector = Abi.Selector("epochAt(uint64,uint64)");
    private static readonly byte[] VoteSelector = Abi.Selector("vote(bytes32)");
    private static readonly byte[] VotesSelector = Abi.Selector("votes(bytes32)");
    private static readonly byte[] ReadyAtSelector = Abi.Selector("readyAt(bytes32)");
    private static readonly byte[] ThresholdSelector = Abi.Selector("threshold()");
    private static readonly byte[] SetKeysSelector = Abi.Selector("setKeys(uint64,uint64,uint64,bytes,bytes)");
    private static readonly byte[] EndSelector = Abi.Selector("end(uint64,uint64)");

    private static readonly string[] Errors =
    [
        "NotGovernor()", "AlreadyVoted()", "NotReady(uint64)", "WrongEpoch(uint64)", "WrongTime()", "WrongKey()", "WrongGovernors()",
    ];

    /// <summary>What stands behind the bytecode of a transaction that makes the contract.</summary>
    /// <param name="governors">Accounts that may vote.</param>
    /// <param name="needed">How many of them must.</param>
    /// <param name="delaySeconds">How long after the last of these votes the others may object.</param>
    public static byte[] Construction(IReadOnlyList<EvmAddress> governors, long needed, long delaySeconds) =>
    [
        .. Abi.Word(3 * Abi.WordLength), .. Abi.Word(needed), .. Abi.Word(delaySeconds), .. Abi.Word(governors.Count), .. governors.SelectMany(Abi.Word),
    ];

    /// <summary>What governors vote for, computed here: no node is asked what it stands for.</summary>
    public static Digest ChangeOf(long chainId, EvmAddress contract, string division, ProvinceEpoch epoch) =>
        Keccak256.Hash([.. Abi.Word(chainId), .. Abi.Word(contract), .. Arguments(division, epoch, before: 2)]);

    /// <summary>Call data of <c>vote</c>: a governor's, once for a change.</summary>
    public static byte[] Vote(Digest change) => [.. VoteSelector, .. Abi.Word(change)];

    /// <summary>Call data of <c>votes</c>; its answer goes to <see cref="ReadCount"/>.</summary>
    public static byte[] Votes(Digest change) => [.. VotesSelector, .. Abi.Word(change)];

    /// <summary>Call data of <c>readyAt</c>, Unix seconds, 0 while votes are missing; its answer goes to <see cref="ReadCount"/>.</summary>
    public static byte[] ReadyAt(Digest change) => [.. ReadyAtSelector, .. Abi.Word(change)];

    /// <summary>Call data of <c>threshold</c>; its answer goes to <see cref="ReadCount"/>.</summary>
    public static byte[] Threshold() => ThresholdSelector;

    /// <summary>Call data of <c>setKeys</c>: anybody's, once enough governors have voted and the delay is over.</summary>
    public static byte[] SetKeys(string division, ProvinceEpoch epoch) => [.. SetKeysSelector, .. Arguments(division, epoch, before: 0)];

    /// <summary>Call data of <c>end</c>: any one governor's.</summary>
    public static byte[] End(string division, long epoch) => [.. EndSelector, .. Abi.Word(NumberOf(division)), .. Abi.Word(epoch)];

    /// <summary>Names the error by which a call was refused.</summary>
    public static string Explain(ReadOnlySpan<byte> revertData) => Abi.NameOf(Errors, revertData);

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

    // Where a bytes begins is counted from the first word, of which some may stand before these.
    private static byte[] Arguments(string division, ProvinceEpoch epoch, int before)
    {
        byte[] request = Abi.Tail(epoch.RequestKey.Span);
        long place = (before + ChangeHeads) * Abi.WordLength;
        return
        [
            .. Abi.Word(NumberOf(division)), .. Abi.Word(epoch.Number), .. Abi.Word(epoch.From), .. Abi.Word(place), .. Abi.Word(place + request.Length),
            .. request, .. Abi.Tail(epoch.AnswerKey.Span),
        ];
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
