using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Certificates;

public sealed class SignedDataTests : IDisposable
{
    private static readonly byte[] Content = "电子证照"u8.ToArray();

    private readonly TestAuthority _sm2 = new(SignatureAlgorithm.Sm2Sm3);
    private readonly TestAuthority _p256 = new(SignatureAlgorithm.EcdsaP256Sha256);

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public void What_was_signed_verifies_and_other_content_does_not(SignatureAlgorithm algorithm)
    {
        (SigningKey key, Certificate signer, Certificate root) = Signer(algorithm);
        SignedData data = SignedData.Parse(SignedData.CreateDetached(key, signer, [root], Content));

        Assert.Equal(new SignedDataReport(SignedDataFault.None, $"{signer} signed the content."), data.Verify(Content));
        Assert.Equal(SignedDataFault.ContentMismatch, data.Verify("电子证件"u8).Fault);
        Assert.Equal(signer, data.Signer);
        Assert.Equal(2, data.Certificates.Count);
        Assert.True(CertificateChain.Check(data.Signer, data.Certificates, [root], TestAuthority.Noon).IsTrusted);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public void No_flipped_bit_is_trusted(SignatureAlgorithm algorithm)
    {
        (SigningKey key, Certificate signer, Certificate root) = Signer(algorithm);
        byte[] der = SignedData.CreateDetached(key, signer, [], Content);
        for (int bit = 0; bit < der.Length * 8; bit++)
        {
            byte[] flipped = [.. der];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsTrusted(flipped, root), $"bit {bit}");
        }

        Assert.True(IsTrusted(der, root));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public void A_certificate_that_stands_in_it_twice_is_refused(SignatureAlgorithm algorithm)
    {
        (SigningKey key, Certificate signer, Certificate root) = Signer(algorithm);
        byte[] der = SignedData.CreateDetached(key, signer, [], Content);
        Assert.Equal(2, SignedData.Parse(WithCertificate(der, root)).Certificates.Count);
        Assert.Contains("twice", Assert.Throws<FormatException>(() => SignedData.Parse(WithCertificate(der, signer))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SM2_uses_the_national_identifiers()
    {
        (SigningKey key, Certificate signer, _) = Signer(SignatureAlgorithm.Sm2Sm3);
        byte[] der = SignedData.CreateDetached(key, signer, [], Content);
        Assert.True(der.AsSpan().IndexOf(Identifier("1.2.156.10197.6.1.4.2.2")) >= 0);
        Assert.True(der.AsSpan().IndexOf(Identifier("1.2.156.10197.6.1.4.2.1")) >= 0);
        Assert.True(der.AsSpan().IndexOf(Identifier("1.2.156.10197.1.301.1")) >= 0);
    }

    [Fact]
    public void SM2_is_accepted_under_the_name_certificates_use()
    {
        (SigningKey key, Certificate signer, _) = Signer(SignatureAlgorithm.Sm2Sm3);
        byte[] edited = DerEdit.Replace(
            SignedData.CreateDetached(key, signer, [], Content),
            Identifier("1.2.156.10197.1.301.1"),
            Identifier("1.2.156.10197.1.501"));
        Assert.True(SignedData.Parse(edited).Verify(Content).IsValid);
    }

    [Fact]
    public void Another_certificate_of_the_same_key_does_not_take_the_signers_place()
    {
        (SigningKey key, Certificate signer, _) = Signer(SignatureAlgorithm.EcdsaP256Sha256);
        Certificate other = _p256.Authority.Issue(
            CertificateTemplate.DocumentSigning, TestAuthority.Subject("电子证照签章"), signer.PublicKey, TestAuthority.Start, TestAuthority.End);
        byte[] der = SignedData.CreateDetached(key, signer, [], Content);

        byte[] exchanged = DerEdit.Replace(der, signer.Raw.ToArray(), other.Raw.ToArray());
        exchanged = DerEdit.Replace(exchanged, signer.SerialNumberBytes.ToArray(), other.SerialNumberBytes.ToArray());
        Assert.Equal(SignedDataFault.WrongSigningCertificate, SignedData.Parse(exchanged).Verify(Content).Fault);
    }

    [Fact]
    public void A_signature_that_is_not_encoded_well_is_told_from_one_that_does_not_match()
    {
        (SigningKey key, Certificate signer, _) = Signer(SignatureAlgorithm.EcdsaP256Sha256);
        byte[] der = SignedData.CreateDetached(key, signer, [], Content);
        byte[] mismatch = [.. der];
        mismatch[^1] ^= 1;
        Assert.Equal(SignedDataFault.SignatureMismatch, SignedData.Parse(mismatch).Verify(Content).Fault);

        // The signature comes last: its SEQUENCE becomes a SET.
        int length = Enumerable.Range(64, 9).Single(n => der[^(n + 2)] == 0x04 && der[^(n + 1)] == n && der[^n] == 0x30);
        byte[] malformed = [.. der];
        malformed[^length] = 0x31;
        Assert.Equal(SignedDataFault.SignatureEncoding, SignedData.Parse(malformed).Verify(Content).Fault);
    }

    [Fact]
    public void Indefinite_lengths_and_oversized_data_are_refused()
    {
        (SigningKey key, Certificate signer, _) = Signer(SignatureAlgorithm.EcdsaP256Sha256);
        byte[] der = SignedData.CreateDetached(key, signer, [], Content);
        byte[] indefinite = [0x30, 0x80, .. der[4..], 0, 0];
        Assert.Throws<FormatException>(() => SignedData.Parse(indefinite));
        Assert.Throws<FormatException>(() => SignedData.Parse([.. der, 0]));
        Assert.Throws<FormatException>(() => SignedData.Parse(new byte[SignedData.MaxLength + 1]));
    }

    [Fact]
    public void Nothing_is_signed_with_a_certificate_that_does_not_fit_the_key()
    {
        (SigningKey key, Certificate signer, Certificate root) = Signer(SignatureAlgorithm.EcdsaP256Sha256);
        (SigningKey other, _, _) = Signer(SignatureAlgorithm.Sm2Sm3);
        Assert.Throws<ArgumentException>(() => SignedData.CreateDetached(other, signer, [], Content));
        Assert.Throws<ArgumentException>(() => SignedData.CreateDetached(_p256.Key, root, [], Content));
        using Ed25519PrivateKey foreign = Ed25519PrivateKey.Generate();
        Assert.Throws<ArgumentException>(() => SignedData.CreateDetached(foreign, signer, [], Content));
        Assert.NotEmpty(SignedData.CreateDetached(key, signer, [], Content));
    }

    public void Dispose()
    {
        _sm2.Dispose();
        _p256.Dispose();
    }

    private (SigningKey Key, Certificate Signer, Certificate Root) Signer(SignatureAlgorithm algorithm)
    {
        bool isSm2 = algorithm is SignatureAlgorithm.Sm2Sm3;
        TestAuthority authority = isSm2 ? _sm2 : _p256;
        (SigningKey key, Certificate signer) = authority.Issue(
            isSm2 ? CertificateTemplate.SealSigning : CertificateTemplate.DocumentSigning);
        return (key, signer, authority.Root);
    }

    /// <summary>The same signed data with one certificate more, which no signature covers.</summary>
    private static byte[] WithCertificate(byte[] der, Certificate more)
    {
        AsnReader outer = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        Asn1Tag explicitTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(outer.ReadEncodedValue().Span);
            AsnReader body = outer.ReadSequence(explicitTag).ReadSequence();
            using (writer.PushSequence(explicitTag))
            using (writer.PushSequence())
            {
                while (body.HasData)
                {
                    if (body.PeekTag() != explicitTag)
                    {
                        writer.WriteEncodedValue(body.ReadEncodedValue().Span);
                        continue;
                    }

                    AsnReader certificates = body.ReadSetOf(explicitTag);
                    using (writer.PushSetOf(explicitTag))
                    {
                        writer.WriteEncodedValue(more.Raw.Span);
                        while (certificates.HasData)
                        {
                            writer.WriteEncodedValue(certificates.ReadEncodedValue().Span);
                        }
                    }
                }
            }
        }

        return writer.Encode();
    }

    private static bool IsTrusted(byte[] der, Certificate root)
    {
        try
        {
            SignedData data = SignedData.Parse(der);
            return data.Verify(Content).IsValid
                && CertificateChain.Check(data.Signer, data.Certificates, [root], TestAuthority.Noon).IsTrusted;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Identifier(string oid)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }
}
