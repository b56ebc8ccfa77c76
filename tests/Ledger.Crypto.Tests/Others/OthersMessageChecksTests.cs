using Ledger.Crypto.Certificates;
using Ledger.Crypto.Others;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Certificates;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Others;

public sealed class OthersMessageChecksTests : IDisposable
{
    private const int Seed = 20261126;

    private static readonly byte[] Content = "某地证照"u8.ToArray();

    private readonly TestAuthority _sm2 = new(SignatureAlgorithm.Sm2Sm3);
    private readonly TestAuthority _p256 = new(SignatureAlgorithm.EcdsaP256Sha256);

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public void A_signature_of_a_known_root_passes_every_step(SignatureAlgorithm algorithm)
    {
        IReadOnlyList<Check> checks = Judge(Sign(algorithm), Content);

        Assert.Equal(["others-structure", "others-digest", "others-signature", "others-chain", "others-time"], checks.Select(check => check.Name));
        Assert.All(checks.SkipLast(1), check => Assert.Equal(CheckResult.Passed, check.Result));
        Assert.Equal(CheckResult.Noted, checks[^1].Result);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public void A_signature_of_an_unknown_root_is_right_and_of_nobody_known(SignatureAlgorithm algorithm)
    {
        IReadOnlyList<Check> checks = OthersMessageChecks.Make(1, Sign(algorithm), Content, Policy(), TestAuthority.Noon);

        Assert.Equal(CheckResult.Passed, Result(checks, "signature"));
        Assert.Equal(CheckResult.Unknown, Result(checks, "chain"));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public void Changed_content_fails_by_its_digest_alone(SignatureAlgorithm algorithm)
    {
        IReadOnlyList<Check> checks = Judge(Sign(algorithm), "某地证件"u8.ToArray());

        Assert.Equal("others-digest", Assert.Single(checks, check => check.Result == CheckResult.Failed).Name);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public void Plain_numbers_are_taken_and_said_to_be_plain(SignatureAlgorithm algorithm)
    {
        byte[] der = Sign(algorithm);
        byte[] value = ValueOf(der);
        byte[] raw = SignatureEncoding.FromDer(value);

        IReadOnlyList<Check> right = Judge(Replaced(der, value, raw), Content);
        raw[40] ^= 1;
        IReadOnlyList<Check> wrong = Judge(Replaced(der, value, raw), Content);

        Assert.Equal((CheckResult.Noted, CheckResult.Passed), (Result(right, "encoding"), Result(right, "signature")));
        Assert.Equal((CheckResult.Noted, CheckResult.Failed), (Result(wrong, "encoding"), Result(wrong, "signature")));
    }

    [Fact]
    public void An_encoding_error_is_told_apart_from_a_mismatch()
    {
        byte[] der = Sign(SignatureAlgorithm.Sm2Sm3);
        byte[] value = ValueOf(der);

        IReadOnlyList<Check> checks = Judge(Replaced(der, value, value[..^3]), Content);

        Assert.Equal(CheckResult.Failed, Result(checks, "encoding"));
        Assert.DoesNotContain(checks, check => check.Name == "others-signature");
        Assert.Contains("不等于签名不符", checks.Single(check => check.Name == "others-encoding").Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void No_damage_to_a_message_breaks_the_reader()
    {
        byte[] der = Sign(SignatureAlgorithm.Sm2Sm3);
        Random random = new(Seed);
        for (int i = 0; i < 2000; i++)
        {
            Assert.NotEmpty(Judge(Mutation.Of(der, random), Content));
        }
    }

    public void Dispose()
    {
        _sm2.Dispose();
        _p256.Dispose();
    }

    private static CheckResult Result(IReadOnlyList<Check> checks, string name) => checks.Single(check => check.Name == "others-" + name).Result;

    private static byte[] Replaced(byte[] der, byte[] value, byte[] replacement) => DerEdit.Replace(der, value, replacement);

    /// <summary>The last OCTET STRING: the signature, as there are no unsigned attributes.</summary>
    private static byte[] ValueOf(byte[] der)
    {
        int length = Enumerable.Range(66, 7).First(size => der[^size] == 0x30 && der[^(size - 1)] == size - 2);
        return der[^length..];
    }

    private static TrustPolicy Policy(params Certificate[] roots) => new(roots, [], null, TimeSpan.FromDays(1));

    private IReadOnlyList<Check> Judge(byte[] message, byte[] content) =>
        OthersMessageChecks.Make(1, message, content, Policy(_sm2.Root, _p256.Root), TestAuthority.Noon);

    private byte[] Sign(SignatureAlgorithm algorithm)
    {
        (SigningKey key, Certificate certificate) = algorithm == SignatureAlgorithm.Sm2Sm3
            ? _sm2.Issue(CertificateTemplate.SealSigning)
            : _p256.Issue(CertificateTemplate.DocumentSigning);
        return SignedData.CreateDetached(key, certificate, [], Content);
    }
}
