using System.Numerics;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

// EIP-155, section "Example".
public sealed class EvmTransactionTests
{
    private static readonly EvmTransaction Example = new()
    {
        Nonce = 9,
        GasPrice = 20 * BigInteger.Pow(10, 9),
        GasLimit = 21_000,
        To = EvmAddress.Parse("0x3535353535353535353535353535353535353535"),
        Value = BigInteger.Pow(10, 18),
        Data = ReadOnlyMemory<byte>.Empty,
        ChainId = 1,
    };

    [Fact]
    public void The_example_of_EIP_155_has_its_signing_hash()
    {
        Assert.Equal(
            "daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53", Example.SigningHash().ToHex());
    }

    [Fact]
    public void The_example_of_EIP_155_has_its_signed_bytes()
    {
        using Secp256k1Key key = Secp256k1Key.FromBytes(Enumerable.Repeat((byte)0x46, 32).ToArray());

        Assert.Equal(
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025"
            + "a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
            + "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83",
            EvmHex.Of(Example.Sign(key)));
    }

    [Fact]
    public void Another_chain_id_is_another_transaction()
    {
        Assert.NotEqual(Example.SigningHash(), (Example with { ChainId = 2 }).SigningHash());
    }
}
