using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

public sealed class SigningKeyTests
{
    public static TheoryData<SignatureAlgorithm> Algorithms => [.. Enum.GetValues<SignatureAlgorithm>()];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_signature_verifies_under_its_own_key_and_message_only(SignatureAlgorithm algorithm)
    {
        using SoftwareKey key = Generate(algorithm);
        using SoftwareKey other = Generate(algorithm);
        VerifyingKey verifier = new(algorithm, key.PublicKey.Span);
        foreach (int length in new[] { 0, 1, 64, 1000 })
        {
            byte[] message = new byte[length];
            byte[] signature = key.Sign(message);
            Assert.Equal(64, signature.Length);
            Assert.True(verifier.Verify(message, signature));
            Assert.False(verifier.Verify([.. message, 0], signature));
            Assert.False(new VerifyingKey(algorithm, other.PublicKey.Span).Verify(message, signature));
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_flipped_bit_anywhere_in_a_signature_is_refused(SignatureAlgorithm algorithm)
    {
        using SoftwareKey key = Generate(algorithm);
        VerifyingKey verifier = new(algorithm, key.PublicKey.Span);
        byte[] message = "licence"u8.ToArray();
        byte[] signature = key.Sign(message);
        for (int bit = 0; bit < 8 * signature.Length; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(verifier.Verify(message, signature), $"bit {bit}");
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.True(verifier.Verify(message, signature));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Signatures_of_other_lengths_and_extreme_numbers_are_refused(SignatureAlgorithm algorithm)
    {
        using SoftwareKey key = Generate(algorithm);
        VerifyingKey verifier = new(algorithm, key.PublicKey.Span);
        byte[] signature = key.Sign("licence"u8);
        Assert.False(verifier.Verify("licence"u8, []));
        Assert.False(verifier.Verify("licence"u8, signature.AsSpan(0, 63)));
        Assert.False(verifier.Verify("licence"u8, [.. signature, 0]));
        Assert.False(verifier.Verify("licence"u8, new byte[64]));
        Assert.False(verifier.Verify("licence"u8, Enumerable.Repeat((byte)0xFF, 64).ToArray()));
        Assert.False(verifier.Verify("licence"u8, [.. signature.AsSpan(0, 32), .. new byte[32]]));
        Assert.False(verifier.Verify("licence"u8, [.. new byte[32], .. signature.AsSpan(32)]));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void An_exported_key_comes_back_the_same(SignatureAlgorithm algorithm)
    {
        using SoftwareKey key = Generate(algorithm);
        using SoftwareKey copy = Read(algorithm, key.ExportPkcs8());
        Assert.Equal(key.PublicKey.ToArray(), copy.PublicKey.ToArray());
        VerifyingKey verifier = new(algorithm, key.PublicKey.Span);
        Assert.True(verifier.Verify("licence"u8, copy.Sign("licence"u8)));
        Assert.Equal(verifier, new VerifyingKey(algorithm, copy.PublicKey.Span));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_damaged_or_foreign_private_key_is_refused(SignatureAlgorithm algorithm)
    {
        using SoftwareKey key = Generate(algorithm);
        byte[] der = key.ExportPkcs8();
        Assert.Throws<CryptographicException>(() => Read(algorithm, []));
        Assert.Throws<CryptographicException>(() => Read(algorithm, der.AsSpan(0, der.Length - 1)));
        Assert.Throws<CryptographicException>(() => Read(algorithm, [.. der, 0]));
        foreach (SignatureAlgorithm other in Enum.GetValues<SignatureAlgorithm>().Where(a => a != algorithm))
        {
            Assert.Throws<CryptographicException>(() => Read(other, der));
        }

        if (algorithm != SignatureAlgorithm.Ed25519)
        {
            // The public point stands last in the structure; any other point does not belong to the secret.
            using SoftwareKey stranger = Generate(algorithm);
            stranger.PublicKey.CopyTo(der.AsMemory(der.Length - 65));
            Assert.Throws<CryptographicException>(() => Read(algorithm, der));
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_disposed_key_signs_no_more(SignatureAlgorithm algorithm)
    {
        SoftwareKey key = Generate(algorithm);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign("licence"u8));
        Assert.Throws<ObjectDisposedException>(key.ExportPkcs8);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void One_key_signs_and_verifies_on_several_threads(SignatureAlgorithm algorithm)
    {
        using SoftwareKey key = Generate(algorithm);
        VerifyingKey verifier = new(algorithm, key.PublicKey.Span);
        int refused = 0;
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            byte[] message = BitConverter.GetBytes(i);
            if (!verifier.Verify(message, key.Sign(message)))
            {
                Interlocked.Increment(ref refused);
            }
        });
        Assert.Equal(0, refused);
    }

    internal static SoftwareKey Generate(SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Sm2Sm3 => Sm2PrivateKey.Generate(),
        SignatureAlgorithm.EcdsaP256Sha256 => P256PrivateKey.Generate(),
        _ => Ed25519PrivateKey.Generate(),
    };

    private static SoftwareKey Read(SignatureAlgorithm algorithm, ReadOnlySpan<byte> der) => algorithm switch
    {
        SignatureAlgorithm.Sm2Sm3 => Sm2PrivateKey.FromPkcs8(der),
        SignatureAlgorithm.EcdsaP256Sha256 => P256PrivateKey.FromPkcs8(der),
        _ => Ed25519PrivateKey.FromPkcs8(der),
    };
}
