using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

public sealed class VerifyingKeyTests
{
    [VectorFact]
    public void Wycheproof_agrees_on_P256_signatures_in_DER()
    {
        int cases = 0;
        foreach ((JsonElement group, JsonElement test) in Wycheproof.Read("ecdsa_secp256r1_sha256_test.json"))
        {
            byte[] point = group.GetProperty("publicKey").Bytes("uncompressed");
            VerifyingKey key = new(SignatureAlgorithm.EcdsaP256Sha256, point);
            Assert.True(VerifiesDer(key, test.Bytes("msg"), test.Bytes("sig")) == test.IsValid(), test.Name());
            cases++;
        }

        Assert.Equal(484, cases);
    }

    [VectorFact]
    public void Wycheproof_agrees_on_Ed25519()
    {
        int cases = 0;
        foreach ((JsonElement group, JsonElement test) in Wycheproof.Read("ed25519_test.json"))
        {
            byte[] point = group.GetProperty("publicKey").Bytes("pk");
            VerifyingKey key = new(SignatureAlgorithm.Ed25519, point);
            Assert.True(key.Verify(test.Bytes("msg"), test.Bytes("sig")) == test.IsValid(), test.Name());
            cases++;
        }

        Assert.Equal(151, cases);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public void A_point_off_the_curve_or_in_another_form_is_refused(SignatureAlgorithm algorithm)
    {
        using SoftwareKey key = SigningKeyTests.Generate(algorithm);
        byte[] point = key.PublicKey.ToArray();
        Assert.Throws<CryptographicException>(() => new VerifyingKey(algorithm, []));
        Assert.Throws<CryptographicException>(() => new VerifyingKey(algorithm, point.AsSpan(1)));
        Assert.Throws<CryptographicException>(() => new VerifyingKey(algorithm, [.. point, 0]));
        Assert.Throws<CryptographicException>(() => new VerifyingKey(algorithm, new byte[65]));

        // Hybrid form 06/07 names the same point in a second way.
        byte[] hybrid = [(byte)(0x06 | (point[^1] & 1)), .. point.AsSpan(1)];
        Assert.Throws<CryptographicException>(() => new VerifyingKey(algorithm, hybrid));
        for (int bit = 8; bit < 8 * point.Length; bit++)
        {
            byte[] moved = [.. point];
            moved[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<CryptographicException>(() => new VerifyingKey(algorithm, moved));
        }
    }

    [Fact]
    public void A_point_of_one_curve_is_refused_on_the_other()
    {
        using Sm2PrivateKey key = Sm2PrivateKey.Generate();
        Assert.Throws<CryptographicException>(
            () => new VerifyingKey(SignatureAlgorithm.EcdsaP256Sha256, key.PublicKey.Span));
    }

    // The eight points of small order, then encodings of the same with y ≥ p or x = −0, a y without x, and y = 2^255 − 1.
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("01")]
    public void A_bad_Ed25519_point_is_refused(string point) => Assert.Throws<CryptographicException>(
        () => new VerifyingKey(SignatureAlgorithm.Ed25519, Convert.FromHexString(point)));

    [Fact]
    public void Keys_are_equal_by_scheme_and_bytes()
    {
        using P256PrivateKey key = P256PrivateKey.Generate();
        using P256PrivateKey other = P256PrivateKey.Generate();
        VerifyingKey first = new(SignatureAlgorithm.EcdsaP256Sha256, key.PublicKey.Span);
        VerifyingKey again = new(SignatureAlgorithm.EcdsaP256Sha256, key.PublicKey.Span);
        Assert.Equal(first, again);
        Assert.Equal(first.GetHashCode(), again.GetHashCode());
        Assert.NotEqual(first, new VerifyingKey(SignatureAlgorithm.EcdsaP256Sha256, other.PublicKey.Span));
    }

    private static bool VerifiesDer(VerifyingKey key, byte[] message, byte[] der)
    {
        try
        {
            return key.Verify(message, SignatureEncoding.FromDer(der));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
