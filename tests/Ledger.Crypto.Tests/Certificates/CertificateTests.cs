using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Certificates;

public sealed class CertificateTests : IDisposable
{
    private readonly TestAuthority _authority = new(SignatureAlgorithm.Sm2Sm3);

    [Fact]
    public void What_was_issued_is_what_is_read()
    {
        (SigningKey key, Certificate issued) = _authority.Issue(CertificateTemplate.SealSigning);
        Certificate read = Certificate.Parse(issued.Raw);

        Assert.Equal("C=CN, O=上海市浦东新区市场监督管理局, serialNumber=11310115MB2F30046K, CN=电子证照签章", read.SubjectName);
        Assert.Equal("电子证照签章", read.SubjectCommonName);
        Assert.Equal("上海市浦东新区市场监督管理局", read.SubjectOrganisation);
        Assert.Equal(TestAuthority.Code, read.SubjectCode);
        Assert.Equal(_authority.Root.SubjectNameRaw.ToArray(), read.IssuerNameRaw.ToArray());
        Assert.Equal(TestAuthority.Start, read.NotBefore);
        Assert.Equal(TestAuthority.End, read.NotAfter);
        Assert.Equal(TestAuthority.Public(key), read.PublicKey);
        Assert.Equal(32, read.SerialNumber.Length);
        Assert.Equal(CertificateKeyUsages.DigitalSignature | CertificateKeyUsages.NonRepudiation, read.KeyUsages);
        Assert.False(read.IsAuthority);
        Assert.Null(read.PathLength);
        Assert.Equal(Sm3.Hash(read.Raw.Span), read.Thumbprint);
        Assert.Equal(issued, read);
    }

    [Fact]
    public void Certificates_read_in_turn_are_each_themselves()
    {
        Certificate[] issued = [.. Enumerable.Range(0, 20).Select(i => _authority.Issue(CertificateTemplate.SealSigning, $"{i}").Certificate)];
        foreach (Certificate one in issued.Concat(issued.Reverse()).Append(issued[0]))
        {
            Certificate read = Certificate.Parse(one.Raw.ToArray());
            Assert.Equal(one.Raw.ToArray(), read.Raw.ToArray());
            Assert.Equal(one.SubjectCommonName, read.SubjectCommonName);
            Assert.Throws<FormatException>(() => Certificate.Parse(one.Raw[..^1].ToArray()));
        }
    }

    [Fact]
    public void A_root_is_an_authority_that_signed_itself()
    {
        Assert.True(_authority.Root.IsAuthority);
        Assert.Equal(1, _authority.Root.PathLength);
        Assert.True(_authority.Root.IsSignedBy(_authority.Root.PublicKey));
        Assert.Equal(CertificateKeyUsages.KeyCertSign | CertificateKeyUsages.CrlSign, _authority.Root.KeyUsages);
    }

    [Fact]
    public void Each_kind_says_what_its_key_may_do()
    {
        Assert.True(_authority.Issue(CertificateTemplate.SealMaking).Certificate.MayMakeSeals);
        Assert.False(_authority.Issue(CertificateTemplate.SealSigning).Certificate.MayMakeSeals);
        Assert.Equal(["1.3.6.1.5.5.7.3.4"], _authority.Issue(CertificateTemplate.DocumentSigning).Certificate.Purposes);
        Assert.Equal(["1.3.6.1.5.5.7.3.1"], _authority.Issue(CertificateTemplate.TlsServer("localhost")).Certificate.Purposes);
        Assert.Equal(CertificateKeyUsages.DigitalSignature, _authority.Issue(CertificateTemplate.LogKey).Certificate.KeyUsages);
    }

    [Fact]
    public void A_certificate_survives_PEM_and_only_one_is_read_from_it()
    {
        string pem = _authority.Root.ToPem();
        Assert.Equal(_authority.Root, Certificate.ParsePem(pem));
        Assert.Throws<FormatException>(() => Certificate.ParsePem(pem + pem));
        Assert.Throws<FormatException>(() => Certificate.ParsePem(pem.Replace("CERTIFICATE", "PRIVATE KEY", StringComparison.Ordinal)));
        Assert.Throws<FormatException>(() => Certificate.ParsePem("none"));
    }

    [Fact]
    public void No_flipped_bit_is_trusted()
    {
        Certificate leaf = _authority.Issue(CertificateTemplate.LogKey).Certificate;
        for (int bit = 0; bit < leaf.Raw.Length * 8; bit++)
        {
            byte[] flipped = leaf.Raw.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsTrusted(flipped), $"bit {bit}");
        }

        Assert.True(IsTrusted(leaf.Raw.ToArray()));
    }

    [Fact]
    public void No_truncated_or_extended_certificate_is_read()
    {
        byte[] der = _authority.Root.Raw.ToArray();
        for (int length = 0; length < der.Length; length++)
        {
            Assert.Throws<FormatException>(() => Certificate.Parse(der.AsMemory(0, length)));
        }

        Assert.Throws<FormatException>(() => Certificate.Parse((byte[])[.. der, 0]));
        Assert.Throws<FormatException>(() => Certificate.Parse(new byte[Certificate.MaxLength + 1]));
    }

    [Theory]
    [InlineData(new byte[] { 0x02, 0x03, 1, 2, 3 })] // short
    [InlineData(new byte[] { 0x02, 0x05, 0x80, 1, 2, 3, 4 })] // negative
    [InlineData(new byte[] { 0x02, 0x05, 0x00, 1, 2, 3, 4 })] // not minimal
    public void A_serial_number_of_another_form_is_refused(byte[] serial)
    {
        byte[] der = _authority.Root.Raw.ToArray();
        byte[] own = [0x02, 0x10, .. Convert.FromHexString(_authority.Root.SerialNumber)];
        Assert.Throws<FormatException>(() => Certificate.Parse(DerEdit.Replace(der, own, serial)));
        Assert.Equal("01020304", Certificate.Parse(DerEdit.Replace(der, own, [0x02, 0x04, 1, 2, 3, 4])).SerialNumber);
    }

    [Fact]
    public void A_critical_extension_that_is_not_understood_is_refused()
    {
        Certificate server = _authority.Issue(CertificateTemplate.TlsServer("localhost")).Certificate;
        // Subject alternative name, made critical.
        byte[] name = [0x30, 0x14, 0x06, 0x03, 0x55, 0x1D, 0x11, 0x04, 0x0D];
        byte[] critical = [0x30, 0x17, 0x06, 0x03, 0x55, 0x1D, 0x11, 0x01, 0x01, 0xFF, 0x04, 0x0D];
        FormatException refused =
            Assert.Throws<FormatException>(() => Certificate.Parse(DerEdit.Replace(server.Raw.ToArray(), name, critical)));
        Assert.Contains("2.5.29.17", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_extension_that_occurs_twice_is_refused()
    {
        byte[] der = _authority.Root.Raw.ToArray();
        // The subject key identifier becomes a second key usage.
        Assert.Throws<FormatException>(() => Certificate.Parse(DerEdit.Replace(der, [0x06, 0x03, 0x55, 0x1D, 0x0E], [0x06, 0x03, 0x55, 0x1D, 0x0F])));
    }

    [Fact]
    public void The_two_places_that_name_the_signature_algorithm_agree()
    {
        byte[] der = _authority.Root.Raw.ToArray();
        byte[] sm2 = Convert.FromHexString("300A06082A811CCF55018375");
        byte[] ecdsa = Convert.FromHexString("300A06082A8648CE3D040302");
        FormatException refused = Assert.Throws<FormatException>(() => Certificate.Parse(DerEdit.Replace(der, sm2, ecdsa)));
        Assert.Contains("two signature algorithms", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_off_the_curve_is_refused()
    {
        byte[] der = _authority.Root.Raw.ToArray();
        byte[] point = _authority.Key.PublicKey.ToArray();
        byte[] off = [.. point];
        off[^1] ^= 1;
        Assert.Throws<CryptographicException>(() => Certificate.Parse(DerEdit.Replace(der, point, off)));
    }

    [Fact]
    public void Marks_that_hide_or_reorder_text_are_shown_for_what_they_are()
    {
        SigningKey key = _authority.NewKey(SignatureAlgorithm.Sm2Sm3);
        CertificateSubject subject = new("A, O=B", null, "x\u202Ey");
        Certificate certificate = _authority.Authority.Issue(
            CertificateTemplate.LogKey, subject, TestAuthority.Public(key), TestAuthority.Start, TestAuthority.End);
        Assert.Equal("C=CN, O=A\\, O\\=B, CN=x\\u202ey", certificate.SubjectName);
        Assert.Null(certificate.SubjectCode);
    }

    public void Dispose() => _authority.Dispose();

    private bool IsTrusted(byte[] der)
    {
        try
        {
            return CertificateChain.Check(Certificate.Parse(der), [], [_authority.Root], TestAuthority.Noon).IsTrusted;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
