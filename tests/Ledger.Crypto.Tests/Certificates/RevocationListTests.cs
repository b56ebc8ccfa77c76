using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Certificates;

/// <summary>Revocation lists, and the openssl command line's opinion of them.</summary>
public sealed class RevocationListTests : IDisposable
{
    private const string UserId = "distid:1234567812345678";

    private static readonly DateTimeOffset Revoked = TestAuthority.Noon.AddDays(-10);

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3, true)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256, false)]
    public void Openssl_reads_our_list_and_refuses_what_it_revokes(SignatureAlgorithm algorithm, bool isSm2)
    {
        using TestAuthority authority = new(algorithm);
        Certificate good = authority.Issue(CertificateTemplate.LogKey with { Algorithm = algorithm }).Certificate;
        Certificate bad = authority.Issue(CertificateTemplate.LogKey with { Algorithm = algorithm }).Certificate;
        RevocationList list = ListOf(authority, new RevokedCertificate(
            bad.SerialNumber, Revoked, CertificateRevocationReason.KeyCompromise, Revoked.AddDays(-1)));
        File.WriteAllText(_folder["list.pem"], list.ToPem());
        File.WriteAllText(_folder["root.pem"], authority.Root.ToPem());
        File.WriteAllText(_folder["good.pem"], good.ToPem());
        File.WriteAllText(_folder["bad.pem"], bad.ToPem());

        string text = OpensslCommand.Run(_folder, "crl -in list.pem -noout -text");
        Assert.Contains("Version 2 (0x1)", text, StringComparison.Ordinal);
        Assert.Contains("Key Compromise", text, StringComparison.Ordinal);
        Assert.Contains("Invalidity Date", text, StringComparison.Ordinal);
        Assert.Contains(bad.SerialNumber.ToUpperInvariant(), text, StringComparison.Ordinal);
        if (isSm2)
        {
            // `openssl crl` and `openssl verify` have no option for the user id of a list's signature.
            File.WriteAllBytes(_folder["signature"], SignatureOf(list, out byte[] signed));
            File.WriteAllBytes(_folder["signed"], signed);
            OpensslCommand.Run(_folder, "x509 -in root.pem -pubkey -noout -out public.pem");
            OpensslCommand.Run(_folder, $"dgst -sm3 -verify public.pem -sigopt {UserId} -signature signature signed");
            return;
        }

        Assert.Contains("verify OK", OpensslCommand.Run(_folder, "crl -in list.pem -CAfile root.pem -noout"), StringComparison.Ordinal);
        string verify = $"verify -x509_strict -crl_check -CRLfile list.pem -attime {TestAuthority.Noon.ToUnixTimeSeconds()} -CAfile root.pem";
        Assert.Contains("good.pem: OK", OpensslCommand.Run(_folder, $"{verify} good.pem"), StringComparison.Ordinal);
        (int exitCode, string output) = OpensslCommand.TryRun(_folder, $"{verify} bad.pem");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("certificate revoked", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_opensslʼs_is_read()
    {
        OpensslCommand.Run(_folder, "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out root.key");
        OpensslCommand.Run(
            _folder,
            "req -new -x509 -sha256 -key root.key -subj /C=CN/O=Test/CN=Root -days 30 -out root.pem -addext keyUsage=critical,keyCertSign,cRLSign");
        File.WriteAllText(_folder["index.txt"], "R\t361231000000Z\t261101000000Z,keyCompromise\t0A0B0C0D\tunknown\t/CN=Leaf\n");
        File.WriteAllText(_folder["number"], "2A\n");
        File.WriteAllText(
            _folder["ca.cnf"],
            "[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\ndefault_crl_days=7\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n");
        OpensslCommand.Run(_folder, "ca -config ca.cnf -gencrl -keyfile root.key -cert root.pem -out list.pem");

        RevocationList list = RevocationList.ParsePem(File.ReadAllText(_folder["list.pem"]));
        Certificate root = Certificate.ParsePem(File.ReadAllText(_folder["root.pem"]));
        Assert.True(list.IsIssuedBy(root));
        Assert.Equal("2a", list.Number);
        Assert.Equal(1, list.Count);
        RevokedCertificate entry = list.Find("0a0b0c0d")!;
        Assert.Equal(CertificateRevocationReason.KeyCompromise, entry.Reason);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), entry.At);
        Assert.Null(list.Find("0a0b0c0e"));
    }

    [Fact]
    public void Signed_before_the_revocation_counts_and_after_it_does_not()
    {
        using TestAuthority authority = new(SignatureAlgorithm.Sm2Sm3);
        Certificate leaf = authority.Issue(CertificateTemplate.SealSigning).Certificate;
        IReadOnlyList<Certificate> path = [leaf, authority.Root];
        RevocationList list = ListOf(authority, new RevokedCertificate(leaf.SerialNumber, Revoked, CertificateRevocationReason.KeyCompromise));

        Assert.Equal(RevocationFinding.NotRevoked, Of(path, [list], Revoked.AddSeconds(-1)).Finding);
        Assert.Equal(RevocationFinding.Revoked, Of(path, [list], Revoked).Finding);
        Assert.Equal(RevocationFinding.Revoked, Of(path, [list], TestAuthority.Noon).Finding);
        Assert.Equal(CertificateRevocationReason.KeyCompromise, Of(path, [list], TestAuthority.Noon).Entry!.Reason);

        // A key distrusted before it was revoked does not count from then on.
        RevocationList earlier = ListOf(authority, new RevokedCertificate(
            leaf.SerialNumber, Revoked, CertificateRevocationReason.KeyCompromise, Revoked.AddDays(-5)));
        Assert.Equal(RevocationFinding.Revoked, Of(path, [earlier], Revoked.AddDays(-5)).Finding);
        Assert.Equal(RevocationFinding.NotRevoked, Of(path, [earlier], Revoked.AddDays(-5).AddSeconds(-1)).Finding);
    }

    [Fact]
    public void Without_a_current_list_of_the_issuer_nobody_can_tell()
    {
        using TestAuthority authority = new(SignatureAlgorithm.Sm2Sm3);
        using TestAuthority impostor = new(SignatureAlgorithm.Sm2Sm3);
        Certificate leaf = authority.Issue(CertificateTemplate.SealSigning).Certificate;
        IReadOnlyList<Certificate> path = [leaf, authority.Root];
        RevocationList current = ListOf(authority);
        Assert.Equal(RevocationFinding.NotRevoked, Of(path, [current], TestAuthority.Noon).Finding);
        Assert.Equal(RevocationFinding.NoList, Of(path, [], TestAuthority.Noon).Finding);

        // Same name, other key: its lists are nobody's.
        Assert.Equal(impostor.Root.SubjectNameRaw.ToArray(), authority.Root.SubjectNameRaw.ToArray());
        Assert.Equal(RevocationFinding.NoList, Of(path, [ListOf(impostor)], TestAuthority.Noon).Finding);

        // At the end of its time it still counts; a second later it does not, but what it revokes stays revoked.
        DateTimeOffset end = current.NextUpdate;
        Assert.Equal(RevocationFinding.NotRevoked, CertificateRevocation.Check(path, [current], end, end).Finding);
        Assert.Equal(RevocationFinding.Expired, CertificateRevocation.Check(path, [current], end, end.AddSeconds(1)).Finding);
        RevocationList old = ListOf(authority, new RevokedCertificate(leaf.SerialNumber, Revoked, CertificateRevocationReason.Superseded));
        Assert.Equal(RevocationFinding.Revoked, CertificateRevocation.Check(path, [old], end, end.AddDays(100)).Finding);

        // From the future it is nobody's either; of two the newest counts.
        Assert.Equal(RevocationFinding.NoList, CertificateRevocation.Check(path, [current], Revoked, current.ThisUpdate.AddMinutes(-6)).Finding);
        RevocationList newer = authority.Authority.IssueRevocationList(2, current.ThisUpdate.AddHours(1), current.NextUpdate, []);
        Assert.Equal(RevocationFinding.NotRevoked, Of(path, [old, newer], TestAuthority.Noon).Finding);
    }

    [Fact]
    public void No_changed_byte_leaves_a_list_its_issuerʼs()
    {
        using TestAuthority authority = new(SignatureAlgorithm.EcdsaP256Sha256);
        RevocationList list = ListOf(authority, new RevokedCertificate("0a0b0c0d", Revoked, CertificateRevocationReason.CertificateHold));
        byte[] der = list.Raw.ToArray();
        for (int i = 0; i < der.Length; i++)
        {
            byte[] changed = [.. der];
            changed[i] ^= 1;
            try
            {
                Assert.False(RevocationList.Parse(changed).IsIssuedBy(authority.Root), $"byte {i} may not be changed unnoticed");
            }
            catch (FormatException)
            {
                // not read at all
            }
        }

        Assert.Throws<FormatException>(() => RevocationList.Parse((byte[])[.. der, 0]));
    }

    [Theory]
    [InlineData("2.5.29.27")] // deltaCRLIndicator
    [InlineData("2.5.29.28")] // issuingDistributionPoint
    public void Partial_lists_are_not_taken_for_whole_ones(string extension)
    {
        OpensslCommand.Run(_folder, "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out root.key");
        OpensslCommand.Run(_folder, "req -new -x509 -sha256 -key root.key -subj /C=CN/O=Test/CN=Root -days 30 -out root.pem");
        File.WriteAllText(_folder["index.txt"], "");
        File.WriteAllText(
            _folder["ca.cnf"],
            $"[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=7\ncrl_extensions=e\n[e]\n{extension}=critical,DER:3000\n");
        OpensslCommand.Run(_folder, "ca -config ca.cnf -gencrl -keyfile root.key -cert root.pem -out list.pem");
        FormatException error = Assert.Throws<FormatException>(() => RevocationList.ParsePem(File.ReadAllText(_folder["list.pem"])));
        Assert.Contains(extension, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static RevocationReport Of(IReadOnlyList<Certificate> path, IReadOnlyList<RevocationList> lists, DateTimeOffset at) =>
        CertificateRevocation.Check(path, lists, at, TestAuthority.Noon);

    private static RevocationList ListOf(TestAuthority authority, params IReadOnlyList<RevokedCertificate> revoked) =>
        authority.Authority.IssueRevocationList(1, TestAuthority.Noon.AddDays(-1), TestAuthority.Noon.AddDays(6), revoked);

    private static byte[] SignatureOf(RevocationList list, out byte[] signed)
    {
        System.Formats.Asn1.AsnReader outer = new System.Formats.Asn1.AsnReader(list.Raw, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        signed = outer.ReadEncodedValue().ToArray();
        outer.ReadEncodedValue();
        return outer.ReadBitString(out _);
    }
}
