using System.Numerics;
using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>The worked example of GB/T 32918.5-2017, A.2.</summary>
public sealed class Sm2ExampleTests
{
    private readonly Dictionary<string, string> _curve = VectorFile.ReadOwn("gbt-32918.txt")[0];
    private readonly Dictionary<string, string> _example = VectorFile.ReadOwn("gbt-32918.txt")[1];

    [Fact]
    public void The_printed_signature_verifies()
    {
        byte[] message = _example.Bytes("Message");
        byte[] signature = [.. _example.Bytes("R"), .. _example.Bytes("S")];
        Assert.True(PublicKey().Verify(message, signature));
        message[^1] ^= 1;
        Assert.False(PublicKey().Verify(message, signature));
    }

    // s = n − s verifies in ECDSA; SM2 has no such twin.
    [Fact]
    public void The_negated_signature_is_refused()
    {
        BigInteger s = new(_example.Bytes("S"), isUnsigned: true, isBigEndian: true);
        byte[] negated = new byte[32];
        Write(Number("N") - s, negated);
        Assert.False(PublicKey().Verify(_example.Bytes("Message"), [.. _example.Bytes("R"), .. negated]));
    }

    // GB/T 32918.2, 5.5: Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA), e = SM3(Z ‖ M)
    [Fact]
    public void The_printed_Z_and_e_are_SM3_hashes_under_the_default_user_id()
    {
        using Sm3Stream hash = new();
        hash.Append([0x00, 0x80]);
        hash.Append("1234567812345678"u8);
        hash.Append(_curve.Bytes("A"));
        hash.Append(_curve.Bytes("B"));
        hash.Append(_curve.Bytes("Gx"));
        hash.Append(_curve.Bytes("Gy"));
        hash.Append(_example.Bytes("Px"));
        hash.Append(_example.Bytes("Py"));
        Digest z = hash.Finish();
        Assert.Equal(new Digest(_example.Bytes("Z")), z);
        hash.Append(z.Span);
        hash.Append(_example.Bytes("Message"));
        Assert.Equal(new Digest(_example.Bytes("E")), hash.Finish());
    }

    // GB/T 32918.1, 6.1: d is from 1 to n − 2; n − 1 would make 1 + d vanish in the signature.
    [Fact]
    public void The_secret_1_is_a_key_and_n_less_1_is_not()
    {
        using Sm2PrivateKey smallest = Sm2PrivateKey.FromPkcs8(Pkcs8(1, Number("Gy")));
        Assert.Equal([0x04, .. _curve.Bytes("Gx"), .. _curve.Bytes("Gy")], smallest.PublicKey.ToArray());
        byte[] tooGreat = Pkcs8(Number("N") - 1, Number("P") - Number("Gy"));
        Assert.Throws<CryptographicException>(() => Sm2PrivateKey.FromPkcs8(tooGreat));
    }

    // The structure of a random key, with the secret and the point (xG, y) put in their places.
    private byte[] Pkcs8(BigInteger secret, BigInteger y)
    {
        using Sm2PrivateKey key = Sm2PrivateKey.Generate();
        byte[] der = key.ExportPkcs8();
        int place = der.AsSpan().IndexOf("\u0002\u0001\u0001\u0004\u0020"u8) + 5;
        Write(secret, der.AsSpan(place, 32));
        _curve.Bytes("Gx").CopyTo(der, der.Length - 64);
        Write(y, der.AsSpan(der.Length - 32));
        return der;
    }

    private static void Write(BigInteger number, Span<byte> destination)
    {
        destination.Clear();
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(destination[(destination.Length - bytes.Length)..]);
    }

    private BigInteger Number(string name) => new(_curve.Bytes(name), isUnsigned: true, isBigEndian: true);

    private VerifyingKey PublicKey() =>
        new(SignatureAlgorithm.Sm2Sm3, [0x04, .. _example.Bytes("Px"), .. _example.Bytes("Py")]);
}
