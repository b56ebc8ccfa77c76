using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>The chain a ledger anchors in, and how patiently.</summary>
internal sealed record AnchorOptions
{
    /// <summary>Nodes of the chain, the preferred first. Two of different operators guard against one that lies.</summary>
    public required IReadOnlyList<AnchorNode> Nodes { get; init; }

    /// <summary>What <c>eth_chainId</c> must answer.</summary>
    public required long ChainId { get; init; }

    /// <summary>Address of the registry contract, <c>0x</c> and 40 digits.</summary>
    public required string Contract { get; init; }

    /// <summary>Keccak-256 of the code at that address, 64 digits.</summary>
    public required string CodeHash { get; init; }

    /// <summary>Address of the trust registry (<c>contracts/TrustRegistry.sol</c>) that says the provinces' keys; null where the settings do.</summary>
    public string? TrustContract { get; init; }

    /// <summary>Keccak-256 of the code at that address, 64 digits; with <see cref="TrustContract"/>, and only with it.</summary>
    public string? TrustCodeHash { get; init; }

    /// <summary>Blocks that make an anchor final, its own included: 1 where blocks are final at once (QBFT, PBFT), else 12 or more.</summary>
    public int Confirmations { get; init; } = 1;

    /// <summary>How many nodes must tell the same of an anchor before it is final; never more than there are nodes.</summary>
    public int AgreeingNodes { get; init; } = 2;

    /// <summary>Time between two anchors.</summary>
    public int IntervalSeconds { get; init; } = 30;

    /// <summary>Time between two looks at an anchor that is not final, or at a chain that did not answer.</summary>
    public int PollSeconds { get; init; } = 2;

    /// <summary>How long the newest entries may stay unanchored before <see cref="AnchorState.IsLate"/> says so.</summary>
    public int MaximumLagSeconds { get; init; } = 4 * 60 * 60;

    /// <summary>Time for one whole answer of a node.</summary>
    public double AnswerSeconds { get; init; } = 10;

    /// <summary>The most that is ever paid for a unit of gas, in wei. At 0 the node is not even asked for a price.</summary>
    public long MaximumGasPriceWei { get; init; }

    /// <summary>Every reason why these options cannot work, as sentences; empty when there is none.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Check(Nodes.Count > 0, "Nodes: at least one node of the chain is needed."),
        .. Nodes.SelectMany(node => Check(
            node.Url.IsAbsoluteUri && node.Url.Scheme is "http" or "https", "Nodes: a node's URL starts with http:// or https://.")),
        .. Check(ChainId > 0, "ChainId: a positive number is needed."),
        .. Check(Reads(() => EvmAddress.Parse(Contract)), "Contract: 0x and 40 hexadecimal digits are needed."),
        .. Check(Reads(() => Digest.FromHex(CodeHash)), "CodeHash: 64 lower-case hexadecimal digits are needed."),
        .. Check(
            TrustContract is null ? TrustCodeHash is null : TrustCodeHash is not null && Reads(() => (EvmAddress.Parse(TrustContract), Digest.FromHex(TrustCodeHash))),
            "TrustContract, TrustCodeHash: both or neither; 0x and 40, and 64 lower-case hexadecimal digits."),
        .. Check(Confirmations > 0, "Confirmations: at least 1."),
        .. Check(AgreeingNodes > 0, "AgreeingNodes: at least 1."),
        .. Check(IntervalSeconds > 0 && PollSeconds > 0, "IntervalSeconds, PollSeconds: at least 1."),
        .. Check(MaximumLagSeconds >= IntervalSeconds, "MaximumLagSeconds: at least IntervalSeconds."),
        .. Check(AnswerSeconds is > 0 and <= 60, "AnswerSeconds: above 0, at most 60."),
        .. Check(MaximumGasPriceWei >= 0, "MaximumGasPriceWei: 0 or more."),
    ];

    private static string[] Check(bool holds, string otherwise) => holds ? [] : [otherwise];

    private static bool Reads<T>(Func<T> parse)
    {
        try
        {
            _ = parse();
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
