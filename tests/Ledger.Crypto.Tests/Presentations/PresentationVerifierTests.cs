using Ledger.Crypto.Certificates;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Tests.Verification;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Presentations;

public sealed class PresentationVerifierTests : IDisposable
{
    private readonly PresentationWorld _world = new();

    [Fact]
    public void Chosen_fields_are_valid_for_a_verifier_who_has_the_certificate_and_no_network()
    {
        Presentation shown = _world.Signed(_world.Make("ZZMC", "CZZT"));
        PresentationVerdict verdict = _world.Verify(shown);
        Assert.Empty(PresentationWorld.Deciding(verdict));
        Assert.Equal(Conclusion.Valid, verdict.Conclusion);
        Assert.Equal(_world.Document.Statement, verdict.Presentation!.Licence!.Statement);
        Assert.Equal(["营业执照", "甲乙丙丁3"], verdict.Presentation.Licence.Fields.Select(field => field.Value));
        Assert.Equal(
            ["presentation-form", "presentation-time", "presentation-signature", "signature-es256", "fields", "validity", "status", "presentation-audience"],
            verdict.Checks.Select(check => check.Name));
        Check status = verdict.Checks.Single(check => check.Name == "status");
        Assert.Contains("1234", status.Chinese, StringComparison.Ordinal);
        Assert.Contains("By the word of the issuer's node", status.English, StringComparison.Ordinal);
    }

    [Fact]
    public void It_counts_to_its_last_second_and_not_one_longer()
    {
        Presentation shown = _world.Signed(_world.Make() with { Seconds = 7 });
        Assert.Equal(Conclusion.Valid, _world.Verify(shown, PresentationWorld.MadeAt.AddSeconds(7)).Conclusion);
        Assert.Equal(["presentation-time"], PresentationWorld.Deciding(_world.Verify(shown, PresentationWorld.MadeAt.AddSeconds(7).AddTicks(1))));
        Assert.Equal(Conclusion.NotValid, _world.Verify(shown, PresentationWorld.MadeAt.AddSeconds(8)).Conclusion);

        // A clock half a minute behind is forgiven; one further behind cannot tell.
        Assert.Equal(Conclusion.Valid, _world.Verify(shown, PresentationWorld.MadeAt.AddSeconds(-30)).Conclusion);
        Assert.Equal(Conclusion.CannotTell, _world.Verify(shown, PresentationWorld.MadeAt.AddSeconds(-30).AddTicks(-1)).Conclusion);
    }

    [Fact]
    public void Without_the_issuer_s_certificate_nobody_can_tell_and_with_it_inside_anybody_can()
    {
        Assert.Equal(Conclusion.CannotTell, _world.Verify(_world.Signed(_world.Make("ZZMC")), issuers: []).Conclusion);
        Presentation whole = _world.Signed(_world.Make("ZZMC") with { Certificate = _world.Certificate });
        Assert.Equal(Conclusion.Valid, _world.Verify(whole, issuers: []).Conclusion);
    }

    [Fact]
    public void A_key_that_was_condemned_or_revoked_presents_nothing_more()
    {
        Presentation shown = _world.Signed(_world.Make("ZZMC"));
        TrustPolicy policy = _world.World.Policy;
        TrustPolicy condemned = policy with { CompromisedKeys = [new CompromisedKey(VerificationWorld.Origin, _world.Certificate.Thumbprint, 1_000_000)] };
        Assert.Equal(["key-standing"], PresentationWorld.Deciding(_world.Verify(shown, policy: condemned)));
        TrustPolicy elsewhere = policy with { CompromisedKeys = [new CompromisedKey("ledger.example/zj", _world.Certificate.Thumbprint, 0)] };
        Assert.Equal(Conclusion.Valid, _world.Verify(shown, policy: elsewhere).Conclusion);

        RevokedCertificate revoked = new(_world.Certificate.SerialNumber, PresentationWorld.MadeAt.AddHours(-1), CertificateRevocationReason.KeyCompromise);
        Assert.Equal(["certificate-revocation"], PresentationWorld.Deciding(_world.Verify(shown, policy: policy with { RevocationLists = [ListOf(revoked)] })));
        TrustPolicy strict = policy with { RevocationLists = [ListOf()], RequiresRevocation = true };
        Assert.Equal(Conclusion.Valid, _world.Verify(shown, policy: strict).Conclusion);
        Assert.Equal(["certificate-revocation"], PresentationWorld.Deciding(_world.Verify(shown, policy: policy with { RequiresRevocation = true })));
        Assert.Equal(Conclusion.CannotTell, _world.Verify(shown, policy: policy with { RequiresRevocation = true }).Conclusion);

        RevocationList ListOf(params RevokedCertificate[] entries) => _world.World.Pki.P256.IssueRevocationList(
            1, PresentationWorld.MadeAt.AddHours(-1), PresentationWorld.MadeAt.AddDays(7), entries);
    }

    [Fact]
    public void Another_authority_s_signature_is_not_the_issuer_s()
    {
        TestDepartment other = _world.World.Other;
        Presentation forged = (_world.Make("ZZMC") with { SigningKey = other.SigningCertificate.Thumbprint, Certificate = other.SigningCertificate })
            .SignedBy(other.SigningKey);
        Assert.Equal(["presentation-signature"], PresentationWorld.Deciding(_world.Verify(forged)));

        // Under its own name it may sign, but not show another's licence.
        Presentation own = (forged with { Issuer = other.Code }).SignedBy(other.SigningKey);
        Assert.Equal(Conclusion.NotValid, _world.Verify(own).Conclusion);
        Assert.Contains("signature-es256", PresentationWorld.Deciding(_world.Verify(own)));
    }

    [Fact]
    public void A_certificate_that_leads_to_no_root_proves_nothing()
    {
        using TestPki elsewhere = new();
        using TestDepartment stranger = new(elsewhere, VerificationWorld.Issuer, "长宁区市场监督管理局（演示）");
        Presentation forged = (_world.Make("ZZMC") with { SigningKey = stranger.SigningCertificate.Thumbprint, Certificate = stranger.SigningCertificate })
            .SignedBy(stranger.SigningKey);
        Assert.NotEqual(Conclusion.Valid, _world.Verify(forged).Conclusion);
    }

    [Fact]
    public void A_field_value_name_or_place_that_is_not_the_licence_s_is_not_valid_even_signed_anew()
    {
        PresentedLicence good = _world.Make("ZZMC", "CZZT").Licence!;
        PresentedLicence[] wrong =
        [
            good with { Fields = [good.Fields[0], good.Fields[1] with { Value = "他人" }] },
            good with { Fields = [good.Fields[0], good.Fields[1] with { Name = "CZZTDM" }] },
            good with { Part = good.Part with { Places = [1, 3] } }, // with as many hashes beside them
            good with { Statement = good.Statement with { ValidTo = null } },
            good with { Statement = good.Statement with { Identifier = good.Statement.Identifier.Replace("91310105", "91310106", StringComparison.Ordinal) } },
        ];
        Assert.All(wrong, licence =>
        {
            Presentation forged = _world.Signed(_world.Make() with { Licence = licence });
            Assert.Equal(["signature-es256", "fields"], PresentationWorld.Deciding(_world.Verify(forged)));
        });
    }

    [Theory]
    [InlineData(SubjectStatus.Valid, true)]
    [InlineData(SubjectStatus.Disputed, true)]
    [InlineData(SubjectStatus.Suspended, false)]
    [InlineData(SubjectStatus.SuspendedDisputed, false)]
    [InlineData(SubjectStatus.Revoked, false)]
    [InlineData(SubjectStatus.Registered, false)]
    public void A_licence_that_is_not_in_force_is_not_valid(SubjectStatus status, bool valid)
    {
        Presentation made = _world.Make();
        Presentation shown = _world.Signed(made with { Status = made.Status with { Status = status } });
        Assert.Equal(valid ? [] : ["status"], PresentationWorld.Deciding(_world.Verify(shown)));
    }

    [Fact]
    public void The_last_day_of_the_licence_counts()
    {
        Presentation shown = _world.Signed(_world.Make() with { IssuedAt = new DateTimeOffset(2026, 6, 30, 15, 59, 30, TimeSpan.Zero) });
        Assert.Equal(Conclusion.Valid, _world.Verify(shown, shown.IssuedAt).Conclusion);
        Assert.Equal(["validity"], PresentationWorld.Deciding(_world.Verify(shown, shown.IssuedAt.AddSeconds(30))));
    }

    [Fact]
    public void It_is_for_its_audience_only()
    {
        Presentation shown = _world.Signed(_world.Make() with { Audience = PresentationWorld.Audience });
        Assert.Equal(Conclusion.Valid, _world.Verify(shown, audience: PresentationWorld.Audience).Conclusion);
        Assert.Equal(["presentation-audience"], PresentationWorld.Deciding(_world.Verify(shown, audience: "4 号窗口")));
        PresentationVerdict open = _world.Verify(shown);
        Assert.Equal(CheckResult.Noted, open.Checks[^1].Result);
        Assert.Contains(PresentationWorld.Audience, open.Checks[^1].Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_alone_tell_nothing_of_the_licence()
    {
        Presentation made = _world.Make() with
        {
            Licence = null,
            Claims = [new PresentedClaim(ClaimKind.Adult, false), new PresentedClaim(ClaimKind.InForce, true, "11100000MBDEM901XT001", new DateOnly(2026, 1, 1))],
        };
        byte[] bytes = _world.Signed(made).ToBytes();
        PresentationVerdict verdict = _world.Verify(bytes);
        Assert.Equal(Conclusion.Valid, verdict.Conclusion);
        Assert.Equal(made.Claims, verdict.Presentation!.Claims);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(_world.World.Handle));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("91310105MADEM0011P"u8));
    }

    [Fact]
    public void Yes_and_no_look_alike()
    {
        Presentation yes = _world.Make();
        Presentation no = yes with { Claims = [new PresentedClaim(ClaimKind.Adult, false)] };
        Assert.Equal(yes.Length, no.Length);
    }

    [Fact]
    public void What_the_log_proves_now_outweighs_the_word_of_the_node()
    {
        Presentation shown = _world.Signed(_world.Make());
        PresentationStanding standing = new(_world.World.Policy, new StandingClock(PresentationWorld.MadeAt));
        Assert.Equal(CheckResult.Noted, standing.Judge(shown, null).Result);
        StatusBundle good = _world.World.BundleFor(_world.Document.Statement);
        Assert.Equal(CheckResult.Passed, standing.Judge(shown, good).Result);
        Assert.Equal(CheckResult.Unknown, standing.Judge(shown, _world.World.Bundle).Result); // of the same key, but another statement
        Presentation forked = shown with { Status = shown.Status with { Size = 5 } };
        Assert.Equal(CheckResult.Unknown, standing.Judge(forked, good).Result);

        TestLog log = _world.World.Log.Fork(3);
        log.Append(EventType.Issue, _world.World.MapKey, VerificationWorld.BodyOf(_world.Document.Statement), VerificationWorld.IssuedAt);
        log.Append(EventType.Revoke, _world.World.MapKey, [1], VerificationWorld.IssuedAt.AddSeconds(1));
        log.Commit(VerificationWorld.IssuedAt.AddSeconds(1));
        Assert.Equal(CheckResult.Failed, standing.Judge(shown, log.Bundle(_world.World.MapKey)).Result);
    }

    [Fact]
    public void A_memory_tells_a_second_showing_and_without_one_nobody_knows()
    {
        Assert.Equal(CheckResult.Passed, PresentationVerifier.ShownBefore(true).Result);
        Assert.Equal(CheckResult.Failed, PresentationVerifier.ShownBefore(false).Result);
        Assert.Equal(CheckResult.Noted, PresentationVerifier.ShownBefore(null).Result);
    }

    public void Dispose() => _world.Dispose();
}
