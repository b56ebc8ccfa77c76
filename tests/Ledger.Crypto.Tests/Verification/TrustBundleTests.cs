using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class TrustBundleTests : IDisposable
{
    private readonly VerificationWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_bundle_is_read_as_it_was_written_and_judges_as_the_policy_does()
    {
        byte[] bytes = new TrustBundle(_world.Policy).ToBytes();
        TrustBundle read = TrustBundle.Parse(bytes);
        Assert.Equal(bytes, read.ToBytes());
        Assert.Equal(_world.Policy.ToBytes(), read.Policy.ToBytes());
        Expect.Valid(_world.Judge(policy: read.Policy));
    }

    [Fact]
    public void The_digest_is_SM3_of_the_file_and_is_read_aloud_in_groups_of_four()
    {
        TrustBundle bundle = new(_world.Policy);
        Assert.Equal(Sm3.Hash(bundle.ToBytes()), bundle.Digest);
        Assert.Equal(16, bundle.SpokenDigest.Split(' ').Length);
        Assert.Equal(bundle.Digest.ToHex(), bundle.SpokenDigest.Replace(" ", "", StringComparison.Ordinal));
        Assert.NotEqual(bundle.Digest, new TrustBundle(_world.Policy with { MaximumAge = TimeSpan.FromDays(2) }).Digest);
    }

    [Fact]
    public void The_lists_beside_the_policy_are_in_the_bundle()
    {
        RevocationList[] lists =
        [
            _world.Pki.Sm2.IssueRevocationList(1, VerificationWorld.Now.AddHours(-1), VerificationWorld.Now.AddDays(7), []),
            _world.Pki.P256.IssueRevocationList(1, VerificationWorld.Now.AddHours(-1), VerificationWorld.Now.AddDays(7), []),
        ];
        TrustBundle bundle = new(_world.Policy with { RevocationLists = lists, RequiresRevocation = true });
        TrustBundle read = TrustBundle.Parse(bundle.ToBytes());
        Assert.Equal(lists.Select(list => list.Raw.ToArray()), read.Policy.RevocationLists.Select(list => list.Raw.ToArray()));
        Assert.NotEqual(bundle.Digest, new TrustBundle(_world.Policy with { RequiresRevocation = true }).Digest);
        Expect.Valid(_world.Judge(policy: read.Policy));
        Refuse(System.Text.Encoding.UTF8.GetString(new TrustBundle(_world.Policy).ToBytes()).Replace("}}", "},\"revocationLists\":[]}", StringComparison.Ordinal));
    }

    [Fact]
    public void The_certificates_of_issuers_beside_the_policy_are_in_the_bundle_up_to_their_greatest_number()
    {
        Certificate issuer = _world.Own.SigningCertificate;
        TrustBundle Bundle(int count) => new(_world.Policy with { Issuers = [.. Enumerable.Repeat(issuer, count)] });
        TrustBundle read = TrustBundle.Parse(Bundle(2).ToBytes());
        Assert.Equal([issuer.Thumbprint, issuer.Thumbprint], read.Policy.Issuers.Select(certificate => certificate.Thumbprint));
        Assert.NotEqual(Bundle(1).Digest, Bundle(0).Digest);
        Assert.Equal(TrustPolicy.MaximumIssuers, TrustBundle.Parse(Bundle(TrustPolicy.MaximumIssuers).ToBytes()).Policy.Issuers.Count);
        Refuse(System.Text.Encoding.UTF8.GetString(Bundle(TrustPolicy.MaximumIssuers + 1).ToBytes()));
        Refuse(System.Text.Encoding.UTF8.GetString(Bundle(0).ToBytes()).Replace("{\"kind\":\"trust-bundle/v1\"", "{\"issuers\":[],\"kind\":\"trust-bundle/v1\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("trust-bundle/v1", "trust-bundle/v2")]
    [InlineData("{\"kind\"", "{ \"kind\"")]
    [InlineData("\"kind\":\"trust-bundle/v1\",", "\"extra\":1,\"kind\":\"trust-bundle/v1\",")]
    [InlineData("trust-policy/v1", "trust-policy/v2")]
    [InlineData("\"maximumAgeSeconds\":86400", "\"maximumAgeSeconds\":0")]
    public void Every_bundle_has_one_form(string old, string replacement)
    {
        string text = System.Text.Encoding.UTF8.GetString(new TrustBundle(_world.Policy).ToBytes());
        Assert.Contains(old, text, StringComparison.Ordinal);
        Refuse(text.Replace(old, replacement, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bundle_is_read_up_to_its_greatest_length_only()
    {
        string text = System.Text.Encoding.UTF8.GetString(new TrustBundle(_world.Policy).ToBytes());
        string full = text + new string(' ', TrustBundle.MaximumBytes - System.Text.Encoding.UTF8.GetByteCount(text));
        Assert.DoesNotContain("TooLarge", Refuse(full), StringComparison.Ordinal);
        Assert.Contains("TooLarge", Refuse(full + " "), StringComparison.Ordinal);
        Refuse("");
        Refuse("[]");
    }

    private static string Refuse(string text) => Assert.ThrowsAny<FormatException>(() => TrustBundle.Parse(System.Text.Encoding.UTF8.GetBytes(text))).Message;
}
