using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Certificates;

public sealed class CertificateChainTests : IDisposable
{
    private readonly TestAuthority _authority = new(SignatureAlgorithm.Sm2Sm3);

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public void A_path_leads_over_an_authority_to_the_root(SignatureAlgorithm algorithm)
    {
        using TestAuthority root = new(algorithm);
        (SigningKey key, Certificate middle) = root.Issue(CertificateTemplate.Authority, "Issuer");
        Certificate leaf = new CertificateAuthority(key, middle).Issue(
            CertificateTemplate.LogKey, TestAuthority.Subject("Log"), _authority.Root.PublicKey, TestAuthority.Start, TestAuthority.End);

        ChainReport report = CertificateChain.Check(leaf, [root.Root, middle], [_authority.Root, root.Root], TestAuthority.Noon);
        Assert.True(report.IsTrusted, report.Reason);
        Assert.Equal([leaf, middle, root.Root], report.Path);
        Assert.Equal(ChainFault.IssuerUnknown, Check(leaf, [], root.Root).Fault);
    }

    [Fact]
    public void A_certificate_without_a_known_end_is_valid_today_and_at_the_end_of_time()
    {
        // RFC 5280, 4.1.2.5: 99991231235959Z, a second that no other follows.
        DateTimeOffset end = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);
        using P256PrivateKey key = P256PrivateKey.Generate();
        Certificate root = CertificateAuthority.CreateRoot(key, TestAuthority.Subject("Root"), TestAuthority.Start, end).Certificate;
        Assert.Equal(end, root.NotAfter);
        Assert.True(CertificateChain.Check(root, [], [root], TestAuthority.Noon).IsTrusted);
        Assert.True(CertificateChain.Check(root, [], [root], DateTimeOffset.MaxValue).IsTrusted);
    }

    [Fact]
    public void The_first_and_last_seconds_count_and_no_others()
    {
        Certificate leaf = _authority.Issue(CertificateTemplate.LogKey).Certificate;
        Assert.True(CheckAt(leaf, TestAuthority.Start).IsTrusted);
        Assert.True(CheckAt(leaf, TestAuthority.End.AddTicks(TimeSpan.TicksPerSecond - 1)).IsTrusted);
        Assert.Equal(ChainFault.NotYetValid, CheckAt(leaf, TestAuthority.Start.AddTicks(-1)).Fault);
        Assert.Equal(ChainFault.Expired, CheckAt(leaf, TestAuthority.End.AddSeconds(1)).Fault);
    }

    [Fact]
    public void An_issuer_has_to_be_valid_too()
    {
        SigningKey key = _authority.NewKey(SignatureAlgorithm.Sm2Sm3);
        Certificate middle = TestAuthority.Forge(
            CertificateTemplate.Authority, "Short", key, _authority.Key, _authority.Root, notAfter: TestAuthority.Noon.AddDays(-1));
        Assert.Equal(ChainFault.Expired, Check(LeafUnder(middle, key), [middle], _authority.Root).Fault);
    }

    [Fact]
    public void Another_root_of_the_same_name_is_not_the_issuer()
    {
        using TestAuthority impostor = new(SignatureAlgorithm.Sm2Sm3);
        Certificate leaf = impostor.Issue(CertificateTemplate.LogKey).Certificate;
        Assert.Equal(ChainFault.WrongSignature, Check(leaf, [], _authority.Root).Fault);
        Assert.Equal(ChainFault.WrongSignature, Check(impostor.Root, [], _authority.Root).Fault);
        Assert.True(Check(leaf, [], _authority.Root, impostor.Root).IsTrusted);
    }

    [Fact]
    public void A_root_that_only_came_along_is_not_trusted()
    {
        using TestAuthority other = new(SignatureAlgorithm.Sm2Sm3);
        Certificate leaf = other.Issue(CertificateTemplate.LogKey).Certificate;
        Assert.False(Check(leaf, [other.Root], _authority.Root).IsTrusted);
        Assert.False(Check(other.Root, [other.Root], _authority.Root).IsTrusted);
        Assert.False(Check(leaf, [other.Root]).IsTrusted);
    }

    [Fact]
    public void An_end_certificate_issues_nothing()
    {
        (SigningKey key, Certificate end) = _authority.Issue(CertificateTemplate.SealSigning, "End");
        Assert.Equal(ChainFault.IssuerIsNoAuthority, Check(LeafUnder(end, key), [end], _authority.Root).Fault);
        Assert.Throws<ArgumentException>(() => new CertificateAuthority(key, end));
    }

    [Fact]
    public void An_authority_without_the_key_usage_issues_nothing()
    {
        SigningKey key = _authority.NewKey(SignatureAlgorithm.Sm2Sm3);
        foreach (CertificateKeyUsages usages in new[] { CertificateKeyUsages.None, CertificateKeyUsages.CrlSign })
        {
            CertificateTemplate template = CertificateTemplate.Authority with { KeyUsages = usages };
            Certificate middle = TestAuthority.Forge(template, "Mute", key, _authority.Key, _authority.Root);
            Assert.Equal(usages, middle.KeyUsages);
            Assert.Equal(ChainFault.IssuerMayNotSign, Check(LeafUnder(middle, key), [middle], _authority.Root).Fault);
        }
    }

    [Fact]
    public void An_authority_below_the_last_that_is_allowed_is_refused()
    {
        (SigningKey firstKey, Certificate first) = _authority.Issue(CertificateTemplate.Authority, "First");
        SigningKey secondKey = _authority.NewKey(SignatureAlgorithm.Sm2Sm3);
        Certificate second = TestAuthority.Forge(CertificateTemplate.Authority, "Second", secondKey, firstKey, first);
        Assert.Equal(ChainFault.PathTooLong, Check(LeafUnder(second, secondKey), [first, second], _authority.Root).Fault);
        Assert.Throws<ArgumentException>(() => new CertificateAuthority(firstKey, first).Issue(
            CertificateTemplate.Authority, TestAuthority.Subject("x"), second.PublicKey, TestAuthority.Start, TestAuthority.End));
    }

    [Fact]
    public void Six_certificates_make_a_path_and_seven_do_not()
    {
        using TestAuthority root = new(SignatureAlgorithm.EcdsaP256Sha256, pathLength: 9);
        CertificateTemplate unlimited = CertificateTemplate.Authority with { PathLength = null };
        List<Certificate> path = [root.Root];
        SigningKey issuer = root.Key;
        while (path.Count < CertificateChain.MaxPath)
        {
            SigningKey key = root.NewKey(SignatureAlgorithm.EcdsaP256Sha256);
            path.Add(TestAuthority.Forge(unlimited, $"Level {path.Count}", key, issuer, path[^1]));
            issuer = key;
        }

        Assert.True(Check(path[^1], path, root.Root).IsTrusted);
        Assert.Equal(ChainFault.PathTooLong, Check(LeafUnder(path[^1], issuer), path, root.Root).Fault);
    }

    [Fact]
    public void An_authority_limited_to_a_purpose_hands_on_no_other()
    {
        SigningKey key = _authority.NewKey(SignatureAlgorithm.Sm2Sm3);
        CertificateTemplate servers = CertificateTemplate.Authority with { Purposes = [Oids.ServerAuthentication] };
        Certificate middle = TestAuthority.Forge(servers, "Servers", key, _authority.Key, _authority.Root);
        Certificate maker = TestAuthority.Forge(CertificateTemplate.SealMaking, "Maker", key, key, middle);
        Certificate server = TestAuthority.Forge(CertificateTemplate.TlsServer("a.example"), "Server", key, key, middle);
        Assert.Equal(ChainFault.PurposeNotAllowed, Check(maker, [middle], _authority.Root).Fault);
        Assert.Equal(ChainFault.PurposeNotAllowed, Check(LeafUnder(middle, key), [middle], _authority.Root).Fault);
        Assert.True(Check(server, [middle], _authority.Root).IsTrusted);
    }

    [Fact]
    public void Many_issuers_of_one_name_cost_a_bounded_number_of_checks()
    {
        SigningKey key = _authority.NewKey(SignatureAlgorithm.Sm2Sm3);
        List<Certificate> crowd = [.. Enumerable.Range(0, CertificateChain.MaxOthers)
            .Select(_ => TestAuthority.Forge(CertificateTemplate.Authority with { PathLength = null }, "Crowd", key, key, _authority.Root))];
        Certificate looping = TestAuthority.Forge(
            CertificateTemplate.Authority with { PathLength = null }, "Crowd", key, key, crowd[0]);
        Assert.Equal(ChainFault.TooManyCertificates, Check(looping, [.. crowd, looping], _authority.Root).Fault);
        Assert.False(Check(looping, crowd, _authority.Root).IsTrusted);
    }

    [Fact]
    public void The_authority_refuses_what_its_own_certificate_would_not_bear()
    {
        SigningKey key = _authority.NewKey(SignatureAlgorithm.Sm2Sm3);
        VerifyingKey publicKey = TestAuthority.Public(key);
        CertificateSubject subject = TestAuthority.Subject("x");
        CertificateAuthority authority = _authority.Authority;
        Assert.Throws<ArgumentException>(() => authority.Issue(
            CertificateTemplate.LogKey, subject, publicKey, TestAuthority.Start, TestAuthority.End.AddSeconds(1)));
        Assert.Throws<ArgumentException>(() => authority.Issue(
            CertificateTemplate.LogKey, subject, publicKey, TestAuthority.Start.AddSeconds(-1), TestAuthority.End));
        Assert.Throws<ArgumentException>(() => authority.Issue(
            CertificateTemplate.DocumentSigning, subject, publicKey, TestAuthority.Start, TestAuthority.End));
        Assert.Throws<ArgumentException>(() => authority.Issue(
            CertificateTemplate.LogKey, subject with { Code = "123" }, publicKey, TestAuthority.Start, TestAuthority.End));
        Assert.Throws<ArgumentException>(() => new CertificateAuthority(key, _authority.Root));
        using Ed25519PrivateKey foreign = Ed25519PrivateKey.Generate();
        Assert.Throws<ArgumentException>(() => CertificateAuthority.CreateRoot(foreign, subject, TestAuthority.Start, TestAuthority.End));
    }

    public void Dispose() => _authority.Dispose();

    private static Certificate LeafUnder(Certificate issuer, SigningKey issuerKey) =>
        TestAuthority.Forge(CertificateTemplate.LogKey, "Leaf", issuerKey, issuerKey, issuer);

    private ChainReport CheckAt(Certificate leaf, DateTimeOffset at) => CertificateChain.Check(leaf, [], [_authority.Root], at);

    private static ChainReport Check(Certificate leaf, IReadOnlyList<Certificate> others, params IReadOnlyList<Certificate> roots) =>
        CertificateChain.Check(leaf, others, roots, TestAuthority.Noon);
}
