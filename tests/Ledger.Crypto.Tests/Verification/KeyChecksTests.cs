using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>Retired, compromised and revoked keys: what they signed before counts, and nothing after.</summary>
public sealed class KeyChecksTests : IDisposable
{
    private const string Standing = "key-standing";
    private const string Revocation = "certificate-revocation";

    private readonly VerificationWorld _world = new();

    private long IssueIndex => _world.Bundle.Events[0].Index;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Nothing_is_said_where_nothing_is_known()
    {
        Verdict verdict = _world.Judge();
        Assert.Equal(Conclusion.Valid, verdict.Conclusion);
        Assert.DoesNotContain(verdict.Checks, check => check.Name is Standing or Revocation);
    }

    [Theory]
    [InlineData(1, Conclusion.Valid)]
    [InlineData(0, Conclusion.NotValid)]
    [InlineData(-1, Conclusion.NotValid)]
    public void A_compromise_that_the_policy_names_is_judged_by_the_licenceʼs_own_index(int after, Conclusion conclusion)
    {
        foreach (Digest certificate in new[] { _world.Document.Statement.SealKey, _world.Document.Statement.SigningKey })
        {
            TrustPolicy policy = _world.Policy with
            {
                CompromisedKeys =
                [
                    new CompromisedKey(VerificationWorld.Origin, certificate, IssueIndex + after),
                    new CompromisedKey("ledger.example/js", certificate, 0),
                    new CompromisedKey(VerificationWorld.Origin, Digest.Sha256("another"u8), 0),
                ],
            };
            Verdict verdict = _world.Judge(policy: TrustPolicy.Parse(policy.ToBytes()));
            Assert.Equal(conclusion, verdict.Conclusion);
            Assert.Equal(conclusion == Conclusion.Valid ? CheckResult.Passed : CheckResult.Failed, verdict.Checks.Single(check => check.Name == Standing).Result);
        }
    }

    [Fact]
    public void A_retired_key_leaves_what_came_before_valid()
    {
        Digest key = MapKeyOf(_world.Document.Statement.SigningKey);
        _world.Log.Append(EventType.KeyRetired, key, [7], VerificationWorld.IssuedAt.AddMinutes(1));
        _world.Log.Commit(VerificationWorld.IssuedAt.AddMinutes(1));
        Verdict verdict = _world.Judge(remote: new RemoteEvidence { Keys = [_world.Log.Bundle(key)] });
        Assert.Equal(Conclusion.Valid, verdict.Conclusion);
        Assert.Equal(CheckResult.Passed, verdict.Checks.Single(check => check.Name == Standing).Result);
    }

    [Theory]
    [InlineData(1, CheckResult.Passed)]
    [InlineData(0, CheckResult.Failed)]
    public void A_compromise_in_the_log_is_read_from_its_own_event(int after, CheckResult result)
    {
        Digest key = MapKeyOf(_world.Document.Statement.SealKey);
        _world.Log.Append(EventType.KeyCompromised, key, BodyOf(IssueIndex + after), VerificationWorld.IssuedAt.AddMinutes(1));
        _world.Log.Commit(VerificationWorld.IssuedAt.AddMinutes(1));
        Verdict verdict = _world.Judge(remote: new RemoteEvidence { Keys = [_world.Log.Bundle(key)] });
        Assert.Equal(result, verdict.Checks.Single(check => check.Name == Standing).Result);
    }

    [Fact]
    public void A_compromise_whose_event_is_not_shown_or_malformed_leaves_it_open()
    {
        Digest key = MapKeyOf(_world.Document.Statement.SealKey);
        _world.Log.Append(EventType.KeyCompromised, key, [0xFF, 0xFF], VerificationWorld.IssuedAt.AddMinutes(1));
        _world.Log.Commit(VerificationWorld.IssuedAt.AddMinutes(1));
        StatusBundle bundle = _world.Log.Bundle(key);
        StatusBundle bare = bundle with { Events = [bundle.Events[0] with { Body = null }] };
        foreach (StatusBundle shown in new[] { bundle, bare, bundle with { Events = [] } })
        {
            Verdict verdict = _world.Judge(remote: new RemoteEvidence { Keys = [shown] });
            Assert.Equal(CheckResult.Unknown, verdict.Checks.Single(check => check.Name == Standing).Result);
        }
    }

    [Fact]
    public void Answers_of_other_keys_and_broken_ones_are_not_listened_to()
    {
        Digest other = MapKeyOf(Digest.Sha256("another"u8));
        Digest key = MapKeyOf(_world.Document.Statement.SealKey);
        _world.Log.Append(EventType.KeyCompromised, other, BodyOf(0), VerificationWorld.IssuedAt.AddMinutes(1));
        _world.Log.Append(EventType.KeyCompromised, key, BodyOf(0), VerificationWorld.IssuedAt.AddMinutes(1));
        _world.Log.Commit(VerificationWorld.IssuedAt.AddMinutes(1));
        StatusBundle broken = _world.Log.Bundle(key);
        Verdict verdict = _world.Judge(remote: new RemoteEvidence
        {
            Keys = [_world.Log.Bundle(other), _world.Log.Bundle(other) with { MapKey = key }, broken with { Status = null }],
        });
        Assert.Equal(Conclusion.Valid, verdict.Conclusion);
        Assert.DoesNotContain(verdict.Checks, check => check.Name == Standing);
    }

    [Fact]
    public void A_key_that_the_log_does_not_know_stands()
    {
        StatusBundle absent = _world.Log.Bundle(MapKeyOf(_world.Document.Statement.SealKey));
        Verdict verdict = _world.Judge(remote: new RemoteEvidence { Keys = [absent] });
        Assert.Equal(CheckResult.Passed, verdict.Checks.Single(check => check.Name == Standing).Result);
    }

    [Theory]
    [InlineData(1, Conclusion.Valid, CheckResult.Passed)]
    [InlineData(0, Conclusion.NotValid, CheckResult.Failed)]
    public void A_certificate_revoked_later_signed_validly_before(int minutes, Conclusion conclusion, CheckResult result)
    {
        RevokedCertificate entry = new(
            _world.Own.SealCertificate.SerialNumber, VerificationWorld.IssuedAt.AddMinutes(minutes), CertificateRevocationReason.KeyCompromise);
        TrustPolicy policy = _world.Policy with { RevocationLists = Lists([entry]), RequiresRevocation = true };
        Verdict verdict = _world.Judge(policy: policy);
        Assert.Equal(conclusion, verdict.Conclusion);
        Assert.Equal(result, verdict.Checks.Single(check => check.Name == Revocation).Result);
    }

    [Fact]
    public void A_policy_that_asks_for_lists_cannot_tell_without_them()
    {
        Assert.Equal(Conclusion.CannotTell, _world.Judge(policy: TrustPolicy.Parse((_world.Policy with { RequiresRevocation = true }).ToBytes())).Conclusion);
        TrustPolicy both = _world.Policy with { RevocationLists = Lists([]), RequiresRevocation = true };
        Assert.Equal(Conclusion.Valid, _world.Judge(policy: both).Conclusion);
        Assert.Equal(Conclusion.CannotTell, _world.Judge(policy: both with { RevocationLists = [both.RevocationLists[0]] }).Conclusion);

        // Run out: cannot tell where it is asked for, a remark where it is not.
        TrustPolicy old = both with { RevocationLists = Lists([], until: VerificationWorld.Now.AddSeconds(-1)) };
        Assert.Equal(Conclusion.CannotTell, _world.Judge(policy: old).Conclusion);
        Verdict noted = _world.Judge(policy: old with { RequiresRevocation = false });
        Assert.Equal(Conclusion.Valid, noted.Conclusion);
        Assert.Equal(CheckResult.Noted, noted.Checks.Single(check => check.Name == Revocation).Result);
    }

    [Fact]
    public void A_seal_maker_that_was_replaced_leaves_its_seals_valid_and_a_stolen_one_does_not()
    {
        Certificate maker = _world.Own.Seal.Maker;
        DateTimeOffset between = VerificationWorld.IssuedAt.AddMinutes(-1); // after the seal was made, before the licence
        RevokedCertificate replaced = new(maker.SerialNumber, between, CertificateRevocationReason.Superseded);
        RevokedCertificate stolen = replaced with { Reason = CertificateRevocationReason.KeyCompromise };
        Assert.Equal(Conclusion.Valid, _world.Judge(policy: _world.Policy with { RevocationLists = Lists([replaced]) }).Conclusion);
        Assert.Equal(Conclusion.NotValid, _world.Judge(policy: _world.Policy with { RevocationLists = Lists([stolen]) }).Conclusion);
    }

    private IReadOnlyList<RevocationList> Lists(IReadOnlyList<RevokedCertificate> ofSm2, DateTimeOffset? until = null)
    {
        DateTimeOffset from = VerificationWorld.Now.AddHours(-1);
        DateTimeOffset to = until ?? VerificationWorld.Now.AddDays(7);
        return [_world.Pki.Sm2.IssueRevocationList(1, from, to, ofSm2), _world.Pki.P256.IssueRevocationList(1, from, to, [])];
    }

    private static Digest MapKeyOf(Digest certificate) =>
        MapKey.For(VerificationWorld.Origin, MapNamespace.Key, certificate.Span[..MapKey.HandleLength]);

    // key.compromised.v1: field 2 is the index, a varint below 2^7 here.
    private static byte[] BodyOf(long from) =>
    [
        .. VerificationWorld.Field(1, "key.compromised.v1"u8),
        .. VerificationWorld.Field(2, new byte[32]),
        .. VerificationWorld.Field(5, [0x10, checked((byte)from)]),
    ];
}
