using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

public sealed class Secp256k1KeyTests
{
    // SEC 2, 2.4.1
    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141",
        System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture);

    // EIP-155, example: the key of 32 bytes 46, its sender address and the signature of the transaction's hash.
    [Fact]
    public void The_example_of_EIP155_holds()
    {
        using Secp256k1Key key = Secp256k1Key.FromBytes(Enumerable.Repeat((byte)0x46, 32).ToArray());
        Assert.Equal("9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f", Convert.ToHexStringLower(key.Address));
        Digest hash = Digest.FromHex("daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
        (byte[] r, byte[] s, int recoveryId) = key.Sign(hash);
        Assert.Equal("28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276", Convert.ToHexStringLower(r));
        Assert.Equal("67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83", Convert.ToHexStringLower(s));
        Assert.Equal(0, recoveryId);
    }

    [Fact]
    public void The_signer_is_recovered_and_S_is_low()
    {
        using Secp256k1Key key = Secp256k1Key.Generate();
        for (int i = 0; i < 50; i++)
        {
            Digest hash = Keccak256.Hash(BitConverter.GetBytes(i));
            (byte[] r, byte[] s, int recoveryId) = key.Sign(hash);
            Assert.Equal(key.Address, Secp256k1Key.RecoverAddress(hash, r, s, recoveryId));
            Assert.True(new BigInteger(s, isUnsigned: true, isBigEndian: true) <= Order / 2);
            Assert.NotEqual(key.Address, Secp256k1Key.RecoverAddress(hash, r, s, recoveryId ^ 1));
        }
    }

    [Fact]
    public void Numbers_that_are_no_signature_recover_nothing()
    {
        byte[] one = [.. new byte[31], 1];
        Assert.Null(Secp256k1Key.RecoverAddress(default, new byte[32], one, 0));
        Assert.Null(Secp256k1Key.RecoverAddress(default, one, new byte[32], 0));
        Assert.Null(Secp256k1Key.RecoverAddress(default, Enumerable.Repeat((byte)0xFF, 32).ToArray(), one, 0));
        Assert.Null(Secp256k1Key.RecoverAddress(default, one.AsSpan(1), one, 0));
        Assert.Null(Secp256k1Key.RecoverAddress(default, one, one, 4));
        Assert.Null(Secp256k1Key.RecoverAddress(default, one, one, -1));
    }

    // Whoever verifies by recovery accepts exactly the signatures whose signer is the key's own address.
    [VectorFact]
    public void Wycheproof_agrees_by_recovery()
    {
        int cases = 0;
        foreach ((JsonElement group, JsonElement test) in Wycheproof.Read("ecdsa_secp256k1_sha256_test.json"))
        {
            byte[] point = group.GetProperty("publicKey").Bytes("uncompressed");
            byte[] address = Keccak256.Hash(point.AsSpan(1)).Span[12..].ToArray();
            Assert.True(Recovers(address, test.Bytes("msg"), test.Bytes("sig")) == test.IsValid(), test.Name());
            cases++;
        }

        Assert.Equal(476, cases);
    }

    [Fact]
    public void Secrets_out_of_range_are_refused()
    {
        byte[] order = Order.ToByteArray(isUnsigned: true, isBigEndian: true);
        Assert.Throws<CryptographicException>(() => Secp256k1Key.FromBytes(order));
        Assert.Throws<CryptographicException>(() => Secp256k1Key.FromBytes(new byte[32]));
        Assert.Throws<CryptographicException>(() => Secp256k1Key.FromBytes(new byte[31]));
    }

    [Fact]
    public void A_disposed_key_keeps_its_secret_to_itself()
    {
        Secp256k1Key key = Secp256k1Key.Generate();
        using Secp256k1Key copy = Secp256k1Key.FromBytes(key.Export());
        Assert.Equal(key.Address, copy.Address);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(key.Export);
        Assert.Throws<ObjectDisposedException>(() => key.Sign(default));
    }

    private static bool Recovers(byte[] address, byte[] message, byte[] der)
    {
        byte[] raw;
        try
        {
            raw = SignatureEncoding.FromDer(der);
        }
        catch (FormatException)
        {
            return false;
        }

        Digest hash = Digest.Sha256(message);
        return Enumerable.Range(0, 4).Any(id => Secp256k1Key
            .RecoverAddress(hash, raw.AsSpan(0, 32), raw.AsSpan(32), id) is { } found && found.AsSpan().SequenceEqual(address));
    }
}
