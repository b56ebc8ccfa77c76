using System.Numerics;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Anchoring;

/// <summary>
/// A legacy (type 0) transaction bound to one chain by EIP-155: the form that Besu, FISCO BCOS and anvil all take.
/// </summary>
internal sealed record EvmTransaction
{
    /// <summary>How many transactions the sender has made before.</summary>
    public required long Nonce { get; init; }

    /// <summary>Price of one unit of gas in wei; 0 on most permissioned chains.</summary>
    public required BigInteger GasPrice { get; init; }

    public required long GasLimit { get; init; }

    /// <summary>Null creates a contract.</summary>
    public required EvmAddress? To { get; init; }

    /// <summary>Wei to transfer.</summary>
    public BigInteger Value { get; init; } = BigInteger.Zero;

    public required ReadOnlyMemory<byte> Data { get; init; }

    public required long ChainId { get; init; }

    /// <summary>What the sender signs (EIP-155: nine fields, the last two empty).</summary>
    public Digest SigningHash() =>
        Keccak256.Hash(Rlp.List([.. Fields(), Rlp.Integer(ChainId), Rlp.Integer(0), Rlp.Integer(0)]));

    /// <summary>The signed bytes to send.</summary>
    public byte[] Sign(Secp256k1Key key)
    {
        (byte[] r, byte[] s, int recoveryId) = key.Sign(SigningHash());
        return Rlp.List(
        [
            .. Fields(),
            Rlp.Integer((ChainId * 2) + 35 + recoveryId), // EIP-155: v = {0,1} + CHAIN_ID * 2 + 35
            Rlp.Integer(new BigInteger(r, isUnsigned: true, isBigEndian: true)),
            Rlp.Integer(new BigInteger(s, isUnsigned: true, isBigEndian: true)),
        ]);
    }

    /// <summary>The name the chain gives to a signed transaction.</summary>
    public static Digest HashOf(ReadOnlySpan<byte> signed) => Keccak256.Hash(signed);

    private byte[][] Fields() =>
    [
        Rlp.Integer(Nonce),
        Rlp.Integer(GasPrice),
        Rlp.Integer(GasLimit),
        Rlp.Bytes(To is EvmAddress to ? to.Span : []),
        Rlp.Integer(Value),
        Rlp.Bytes(Data.Span),
    ];
}
