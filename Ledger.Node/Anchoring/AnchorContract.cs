using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;

namespace Ledger.Node.Anchoring;

/// <summary>The bytes of <c>contracts/AnchorRegistry.sol</c>: calls to it, its answers, its event and its errors.</summary>
internal static class AnchorContract
{
    private const int AnchoredWords = 5;

    private static readonly byte[] AnchorSelector =
        Abi.Selector("anchor(bytes32,uint64,bytes32,uint64,bytes32,bytes32,bytes32,bytes32,uint64)");

    private static readonly byte[] RegisterSelector = Abi.Selector("register(bytes32,address)");
    private static readonly byte[] HeadSelector = Abi.Selector("head(bytes32)");
    private static readonly byte[] DigestAtSelector = Abi.Selector("digestAt(bytes32,uint64)");

    private static readonly Digest AnchoredTopic =
        Abi.Topic("Anchored(bytes32,uint64,bytes32,bytes32,bytes32,bytes32,uint64)");

    private static readonly string[] Errors =
    [
        "NotOwner()", "NotAnchorer()", "StaleOldSize(uint64)", "SizeNotGreater(uint64)", "TimeNotGreater(uint64)",
        "Equivocation(uint64)",
    ];

    /// <summary>The name the contract has for a log: Keccak-256 of the origin's UTF-8 text.</summary>
    public static Digest OriginOf(string origin) => AnchorFields.OriginHash(origin);

    /// <summary>Call data of <c>anchor</c>: puts an anchor on top of the one the contract has now.</summary>
    public static byte[] Anchor(AnchorHead previous, Anchor next) =>
    [
        .. AnchorSelector,
        .. Abi.Word(next.Origin), .. Abi.Word(previous.Size), .. Abi.Word(previous.Digest), .. Abi.Word(next.Size),
        .. Abi.Word(next.ShaRoot), .. Abi.Word(next.Sm3Root), .. Abi.Word(next.MapRoot), .. Abi.Word(next.NoteHash),
        .. Abi.Word(next.Time),
    ];

    /// <summary>Call data of <c>register</c>: only the contract's owner succeeds with it.</summary>
    public static byte[] Register(Digest origin, EvmAddress anchorer) =>
        [.. RegisterSelector, .. Abi.Word(origin), .. Abi.Word(anchorer)];

    /// <summary>Call data of <c>head</c>; its answer goes to <see cref="ReadHead"/>.</summary>
    public static byte[] Head(Digest origin) => [.. HeadSelector, .. Abi.Word(origin)];

    /// <summary>Call data of <c>digestAt</c>; its answer goes to <see cref="ReadDigest"/>.</summary>
    public static byte[] DigestAt(Digest origin, long size) =>
        [.. DigestAtSelector, .. Abi.Word(origin), .. Abi.Word(size)];

    /// <exception cref="FormatException">The answer is not two words in range.</exception>
    public static AnchorHead ReadHead(ReadOnlySpan<byte> answer)
    {
        RequireWords(answer, 2);
        return new AnchorHead(Abi.ReadLong(answer, 0), Abi.ReadDigest(answer, 1));
    }

    /// <exception cref="FormatException">The answer is not one word.</exception>
    public static Digest ReadDigest(ReadOnlySpan<byte> answer)
    {
        RequireWords(answer, 1);
        return Abi.ReadDigest(answer, 0);
    }

    /// <summary>The topics that find the event of one anchor.</summary>
    public static IReadOnlyList<Digest> TopicsOf(Digest origin, long size) =>
        [AnchoredTopic, origin, new Digest(Abi.Word(size))];

    /// <summary>Reads an <c>Anchored</c> event.</summary>
    /// <returns>Null for any other event, and for data of another length or range.</returns>
    public static Anchor? ReadAnchored(EvmLog log)
    {
        ReadOnlySpan<byte> data = log.Data.Span;
        if (log.Topics.Count != 3 || log.Topics[0] != AnchoredTopic || data.Length != AnchoredWords * Abi.WordLength)
        {
            return null;
        }

        try
        {
            return new Anchor(
                log.Topics[1],
                Abi.ReadLong(log.Topics[2].Span, 0),
                Abi.ReadDigest(data, 0),
                Abi.ReadDigest(data, 1),
                Abi.ReadDigest(data, 2),
                Abi.ReadDigest(data, 3),
                Abi.ReadLong(data, 4));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Names the error a call reverted with, such as <c>StaleOldSize(7)</c>.</summary>
    public static string Explain(ReadOnlySpan<byte> revertData) => Abi.NameOf(Errors, revertData);

    private static void RequireWords(ReadOnlySpan<byte> answer, int count)
    {
        if (answer.Length != count * Abi.WordLength)
        {
            throw new FormatException($"The contract answered {answer.Length} bytes instead of {count} words.");
        }
    }
}
