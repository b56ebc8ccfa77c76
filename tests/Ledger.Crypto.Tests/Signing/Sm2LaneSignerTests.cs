using System.Security.Cryptography;
using Ledger.Crypto.Curves;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>Signing in lanes, where the processor can; <see cref="Sm2ProcessorTests"/> runs this class again as if it could not.</summary>
public sealed class Sm2LaneSignerTests
{
    [Fact]
    public void A_process_signs_in_lanes_where_it_asks_for_it_and_the_processor_can()
    {
        Assert.Equal(SecretMultiple.IsSupported, Sm2Signing.IsSupported(Sm2Engine.Lanes));
        Assert.True(Sm2Verification.IsSupported(Sm2Engine.Lanes) || !SecretMultiple.IsSupported);
        try
        {
            Assert.Equal(Sm2Signing.IsSupported(Sm2Engine.Lanes), Sm2Signing.TryUse(Sm2Engine.Lanes));
            Assert.Equal(Sm2Signing.IsSupported(Sm2Engine.Lanes) ? Sm2Engine.Lanes : Sm2Engine.Openssl, Sm2Signing.Engine);
            using Sm2PrivateKey key = Sm2PrivateKey.Generate();
            Assert.True(IsBy(key, "message"u8, key.Sign("message"u8)));
            Assert.Equal(Sm2Signing.Engine == Sm2Engine.Lanes, Sm2Signing.Path.Contains("AVX-512", StringComparison.Ordinal));
        }
        finally
        {
            Assert.True(Sm2Signing.TryUse(Sm2Engine.Openssl));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Sm2Signing.TryUse(Sm2Engine.Scalar));
    }

    [Fact]
    public void Where_the_processor_cannot_asking_for_lanes_is_an_error()
    {
        using Sm2PrivateKey key = Sm2PrivateKey.Generate();
        Assert.Throws<PlatformNotSupportedException>(() => key.Sign([], Sm2Engine.Scalar));
        if (!Sm2Signing.IsSupported(Sm2Engine.Lanes))
        {
            Assert.Throws<PlatformNotSupportedException>(() => key.Sign([], Sm2Engine.Lanes));
            Assert.Throws<PlatformNotSupportedException>(() => key.SignEach([ReadOnlyMemory<byte>.Empty], Sm2Engine.Lanes));
        }
    }

    [Theory]
    [InlineData(Sm2Engine.Openssl)]
    [InlineData(Sm2Engine.Lanes)]
    public void Any_number_of_messages_get_signatures_that_OpenSSL_verifies(Sm2Engine engine)
    {
        if (!Sm2Signing.IsSupported(engine))
        {
            return;
        }

        for (int count = 0; count <= 19; count++)
        {
            using Sm2PrivateKey key = Sm2PrivateKey.Generate();
            ReadOnlyMemory<byte>[] messages = [.. Enumerable.Range(0, count).Select(i => RandomNumberGenerator.GetBytes(i * 97))];
            byte[][] signatures = key.SignEach(messages, engine);
            Assert.Equal(count, signatures.Length);
            for (int i = 0; i < count; i++)
            {
                Assert.True(IsBy(key, messages[i].Span, signatures[i]));
                Assert.True(IsBy(key, messages[i].Span, key.Sign(messages[i].Span, engine)));
            }
        }
    }

    [Fact]
    public void The_same_message_is_never_signed_with_the_same_nonce()
    {
        if (!Sm2Signing.IsSupported(Sm2Engine.Lanes))
        {
            return;
        }

        using Sm2PrivateKey key = Sm2PrivateKey.Generate();
        ReadOnlyMemory<byte>[] messages = [.. Enumerable.Repeat(new ReadOnlyMemory<byte>([1, 2, 3]), 20)];
        byte[][] signatures = [.. key.SignEach(messages, Sm2Engine.Lanes), key.Sign([1, 2, 3], Sm2Engine.Lanes)];

        // r = e + x1: where it differs, so does k.
        Assert.Equal(21, signatures.Select(signature => Convert.ToHexString(signature, 0, 32)).Distinct().Count());
    }

    // GB/T 32918.5, A.2.
    [Fact]
    public void With_the_nonce_of_the_standard_comes_its_signature()
    {
        Dictionary<string, string> example = VectorFile.ReadOwn("gbt-32918.txt")[1];
        SecretScalar k = new(UInt256.FromBytes(example.Bytes("K")));
        SecretScalar divisor = (new SecretScalar(UInt256.FromBytes(example.Bytes("Secret"))) + SecretScalar.One).Divisor();
        Assert.True(Scalar.TryRead(example.Bytes("R"), out Scalar r));
        Assert.Equal(UInt256.FromBytes(example.Bytes("S")), Sm2LaneSigner.Second(divisor, k, r).Value);
        if (SecretMultiple.IsSupported)
        {
            byte[] x = new byte[32];
            SecretMultiple.Of(k).WriteTo(x);
            Assert.Equal(r, Scalar.Reduce(example.Bytes("E")) + Scalar.Reduce(x));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public void A_signature_that_does_not_verify_is_not_given(int count)
    {
        if (!Sm2Signing.IsSupported(Sm2Engine.Lanes))
        {
            return;
        }

        // As if the secret had been changed in memory.
        using Sm2PrivateKey key = Sm2PrivateKey.Generate();
        byte[] secret = KeyEncoding.SecretOfPkcs8(key.ExportPkcs8()).ToArray();
        secret[20] ^= 1;
        using Sm2LaneSigner signer = new(secret, key.PublicKey.ToArray());
        Digest[] hashes = [.. Enumerable.Range(0, count).Select(i => Sm3.Hash([(byte)i]))];
        byte[] signatures = [.. Enumerable.Repeat((byte)0xFF, 64 * count)];
        Assert.Throws<CryptographicException>(() => signer.Sign(hashes, signatures));
        Assert.Equal(new byte[64 * count], signatures);
    }

    [Fact]
    public void A_disposed_key_signs_no_more()
    {
        if (!Sm2Signing.IsSupported(Sm2Engine.Lanes))
        {
            return;
        }

        Sm2PrivateKey key = Sm2PrivateKey.Generate();
        key.Sign([], Sm2Engine.Lanes);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign([], Sm2Engine.Lanes));
    }

    private static bool IsBy(Sm2PrivateKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        new VerifyingKey(key.Algorithm, key.PublicKey.Span).Verify(message, signature, Sm2Engine.Openssl);
}
