using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class LicenceVerifierTests : IDisposable
{
    private readonly VerificationWorld _world = new();

    private static string[] StatementTampered => ["seal-statement-hash", "signature-es256"];

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_genuine_licence_is_valid_and_every_check_says_what_it_compared()
    {
        Verdict verdict = _world.Judge();
        Expect.Valid(verdict);
        Assert.Equal(VerificationWorld.IssuedAt, verdict.AsOf);
        Assert.Equal(
            [
                "document-form", "fields", "seal-issuer", "seal-structure", "seal-maker-signature", "seal-maker", "seal-validity",
                "seal-signer-listed", "seal-signer", "seal-signature", "seal-statement-hash", "signature-es256", "log-signature",
                "map-commitment", "status-proof", "event-history", "issue", "issue-day", "seal-standing", "status-source", "quorum", "status", "validity", "freshness", "anchor",
            ],
            verdict.Checks.Select(check => check.Name));
        Assert.All(verdict.Checks, check => Assert.False(string.IsNullOrWhiteSpace(check.Chinese) || string.IsNullOrWhiteSpace(check.English)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_changed_field_does_not_fit_the_signed_root(int place)
    {
        FaceField field = VerificationWorld.Fields[place];
        FaceField[] changes =
        [
            field with { Value = field.Value + " " }, field with { Name = field.Name + "X" }, field with { Salt = new string('f', 32) },
        ];
        foreach (FaceField changed in changes)
        {
            List<FaceField> fields = [.. VerificationWorld.Fields];
            fields[place] = changed;
            Expect.NotValid(_world.Judge(_world.Document with { Fields = fields }), "fields");
        }
    }

    [Fact]
    public void Fields_cannot_be_left_out_added_or_moved()
    {
        FaceField[] fields = [.. VerificationWorld.Fields];
        FaceField added = new("KZ_X", "x", new string('9', 32));
        Expect.NotValid(_world.Judge(_world.Document with { Fields = fields[..2] }), "fields");
        Expect.NotValid(_world.Judge(_world.Document with { Fields = [.. fields, added] }), "fields");
        Expect.NotValid(_world.Judge(_world.Document with { Fields = [.. fields.Reverse()] }), "fields");
        Expect.NotValid(_world.Judge(_world.Document with { Fields = [] }), "fields");
    }

    [Fact]
    public void Two_fields_of_one_name_or_one_without_a_name_are_no_licence()
    {
        FaceField[] twice = [.. VerificationWorld.Fields, VerificationWorld.Fields[0] with { Value = "食品经营许可证" }];
        FaceField[] nameless = [.. VerificationWorld.Fields, new FaceField("KZ_X", "x", new string('9', 32))];
        LicenceStatement statement = _world.StatementOf(twice);
        Expect.NotValid(_world.Judge(_world.Sign(statement, twice), _world.BundleFor(statement)), "document-form");
        string text = System.Text.Encoding.UTF8.GetString((_world.Document with { Fields = nameless }).ToBytes());
        byte[] emptied = System.Text.Encoding.UTF8.GetBytes(text.Replace("\"KZ_X\"", "\"\"", StringComparison.Ordinal));
        Expect.NotValid(_world.Judge(emptied, _world.Bundle.Format()), "document-form");
    }

    [Fact]
    public void A_changed_statement_fits_neither_signature_nor_log()
    {
        LicenceStatement statement = _world.Document.Statement;
        LicenceStatement[] changes =
        [
            statement with { Identifier = statement.Identifier + "X" }, statement with { Type = "11100000MBDEM901XT002" },
            statement with { Version = 2 }, statement with { ValidTo = null }, statement with { ValidFrom = new DateOnly(2026, 5, 1) },
            statement with { Previous = "x" },
        ];
        foreach (LicenceStatement changed in changes)
        {
            Expect.NotValid(_world.Judge(_world.Document with { Statement = changed }), [.. StatementTampered, "issue"]);
        }
    }

    [Fact]
    public void A_statement_signed_anew_is_not_the_one_in_the_log()
    {
        LicenceStatement longer = _world.Document.Statement with { ValidTo = new DateOnly(2099, 1, 1) };
        Expect.NotValid(_world.Judge(_world.Sign(longer, VerificationWorld.Fields)), "issue");
    }

    [Fact]
    public void Another_handle_is_another_place_in_the_map()
    {
        LicenceStatement other = _world.Document.Statement with { Handle = new string('0', 32) };
        Expect.NotValid(_world.Judge(_world.Sign(other, VerificationWorld.Fields)), "status-proof");
    }

    [Fact]
    public void A_log_that_the_policy_does_not_name_cannot_be_judged()
    {
        LicenceStatement elsewhere = _world.Document.Statement with { Log = "ledger.example/js" };
        Expect.CannotTell(_world.Judge(_world.Sign(elsewhere, VerificationWorld.Fields)), "log-trusted");
        Expect.CannotTell(_world.Judge(policy: _world.Policy with { Logs = [] }), "log-trusted");
    }

    [Fact]
    public void Another_authority_cannot_seal_for_the_issuer()
    {
        LicenceDocument forged = VerificationWorld.Sign(
            _world.Document.Statement, VerificationWorld.Fields, _world.Other, VerificationWorld.IssuedAt);
        Expect.NotValid(_world.Judge(_world.Document with { Seal = forged.Seal }), "seal-issuer");
        LicenceStatement named = _world.Document.Statement with { SealKey = _world.Other.SealCertificate.Thumbprint };
        LicenceDocument resealed = _world.Document with
        {
            Statement = named,
            Seal = VerificationWorld.Sign(named, VerificationWorld.Fields, _world.Other, VerificationWorld.IssuedAt).Seal,
            Signature = _world.Own.SigningKey.Sign(named.ToBytes()),
        };
        Expect.NotValid(_world.Judge(resealed, _world.BundleFor(named)), "seal-issuer");
    }

    [Fact]
    public void Another_authority_cannot_sign_beside_the_seal()
    {
        LicenceStatement statement = _world.Document.Statement;
        LicenceDocument signed = _world.Document with
        {
            Signature = _world.Other.SigningKey.Sign(statement.ToBytes()),
            Certificates = [_world.Other.SigningCertificate],
        };
        Expect.NotValid(_world.Judge(signed), "signature-es256");
        Expect.NotValid(_world.Judge(signed with { Certificates = [_world.Own.SigningCertificate] }), "signature-es256");
        Expect.NotValid(_world.Judge(_world.Document with { Certificates = [] }), "signature-es256");

        LicenceStatement named = statement with { SigningKey = _world.Other.SigningCertificate.Thumbprint };
        LicenceDocument both = _world.Sign(named, VerificationWorld.Fields) with
        {
            Signature = _world.Other.SigningKey.Sign(named.ToBytes()),
            Certificates = [_world.Other.SigningCertificate],
        };
        Expect.NotValid(_world.Judge(both, _world.BundleFor(named)), "signature-es256");
    }

    [Fact]
    public void A_seal_that_does_not_list_the_sealing_certificate_is_another_seal()
    {
        // The other authority's seal with our certificate put in: neither signature fits any more.
        ESealSignature own = ESealSignature.Parse(_world.Document.Seal.Span);
        byte[] forged = DerSplice.Replace(_world.Document.Seal.ToArray(), own.Seal.Raw.ToArray(), _world.Other.Seal.Raw.ToArray());
        Expect.NotValid(_world.Judge(_world.Document with { Seal = forged }), "seal-signer-listed", "seal-signature");
    }

    [Fact]
    public void A_seal_is_applied_within_its_own_validity_and_on_the_day_of_issue()
    {
        DateTimeOffset dayBefore = VerificationWorld.IssuedAt.AddDays(-1);
        Expect.NotValid(_world.Judge(_world.Sign(_world.Document.Statement, VerificationWorld.Fields, dayBefore)), "seal-issuer");

        using TestDepartment expired = new(_world.Pki, VerificationWorld.Issuer, "长宁区市场监督管理局（演示）", sealUntil: TestPki.Start.AddDays(30));
        LicenceStatement statement = _world.Document.Statement with
        {
            SealKey = expired.SealCertificate.Thumbprint,
            SigningKey = expired.SigningCertificate.Thumbprint,
        };
        LicenceDocument document = Sealed(statement, expired, TestPki.Start.AddDays(29));
        Expect.NotValid(_world.Judge(document, _world.BundleFor(statement)), "seal-issuer");
    }

    [Fact]
    public void Midnight_in_China_parts_the_days_of_sealing()
    {
        // 16:00 UTC on 31 May is the first moment of 1 June in China.
        DateTimeOffset first = new(2026, 5, 31, 16, 0, 0, TimeSpan.Zero);
        Expect.Valid(_world.Judge(_world.Sign(_world.Document.Statement, VerificationWorld.Fields, first)));
        Expect.NotValid(
            _world.Judge(_world.Sign(_world.Document.Statement, VerificationWorld.Fields, first.AddSeconds(-1))), "seal-issuer");
    }

    [Fact]
    public void Certificates_that_had_expired_at_signing_are_not_valid()
    {
        using TestDepartment expired = new(_world.Pki, VerificationWorld.Issuer, "长宁区市场监督管理局（演示）", until: VerificationWorld.IssuedAt.AddDays(-2));
        LicenceStatement statement = _world.Document.Statement with
        {
            SealKey = expired.SealCertificate.Thumbprint,
            SigningKey = expired.SigningCertificate.Thumbprint,
        };
        Expect.NotValid(
            _world.Judge(Sealed(statement, expired, VerificationWorld.IssuedAt), _world.BundleFor(statement)), "seal-signer", "signature-es256");
    }

    [Fact]
    public void A_licence_dated_back_to_when_the_certificates_were_valid_is_given_away_by_the_log()
    {
        using TestDepartment expired = new(_world.Pki, VerificationWorld.Issuer, "长宁区市场监督管理局（演示）", until: VerificationWorld.IssuedAt.AddDays(-2));
        LicenceStatement statement = _world.Document.Statement with
        {
            IssuedOn = new DateOnly(2026, 3, 1),
            SealKey = expired.SealCertificate.Thumbprint,
            SigningKey = expired.SigningCertificate.Thumbprint,
        };
        LicenceDocument document = Sealed(statement, expired, new DateTimeOffset(2026, 3, 1, 4, 0, 0, TimeSpan.Zero));
        Expect.NotValid(_world.Judge(document, _world.BundleFor(statement)), "issue-day");
    }

    [Fact]
    public void The_log_may_take_an_issue_in_just_after_midnight_but_not_before_its_day_or_later()
    {
        DateTimeOffset midnight = new(2026, 6, 1, 16, 0, 0, TimeSpan.Zero);
        (DateTimeOffset At, bool Fits)[] cases =
        [
            (midnight, true), (midnight.AddHours(24).AddMilliseconds(-1), true), (midnight.AddHours(24), false),
            (midnight.AddHours(-24), true), (midnight.AddHours(-24).AddMilliseconds(-1), false),
        ];
        foreach ((DateTimeOffset at, bool fits) in cases)
        {
            Verdict verdict = _world.Judge(bundle: _world.BundleFor(_world.Document.Statement, at));
            Assert.Equal(fits ? CheckResult.Passed : CheckResult.Failed, verdict.Checks.Single(check => check.Name == "issue-day").Result);
        }
    }

    [Fact]
    public void Unknown_roots_are_no_proof_of_forgery_and_never_of_validity()
    {
        using TestPki strangers = new("别处的根");
        string[] chains = ["seal-maker", "seal-signer", "signature-es256"];
        Expect.CannotTell(_world.Judge(policy: _world.Policy with { Roots = strangers.Roots }), chains);
        Expect.CannotTell(_world.Judge(policy: _world.Policy with { Roots = [] }), chains);
        Expect.CannotTell(_world.Judge(policy: _world.Policy with { Roots = [_world.Pki.P256.Certificate] }), "seal-maker", "seal-signer");
        Expect.CannotTell(_world.Judge(policy: _world.Policy with { Roots = [_world.Pki.Sm2.Certificate] }), "signature-es256");
    }

    [Fact]
    public void Roots_of_the_same_name_with_other_keys_are_not_trusted()
    {
        using TestPki twins = new();
        Assert.NotEqual(Conclusion.Valid, _world.Judge(policy: _world.Policy with { Roots = twins.Roots }).Conclusion);
    }

    [Fact]
    public void A_seal_of_the_last_day_of_9999_is_refused_like_any_other()
    {
        // Eight hours cannot be added to it; signed by a stranger, it must be a failed check and not a crash.
        byte[] seal = _world.Document.Seal.ToArray();
        int at = seal.AsSpan().IndexOf("20260601075500Z"u8);
        Assert.True(at > 0);
        "99991231235959Z"u8.CopyTo(seal.AsSpan(at));
        Expect.NotValid(_world.Judge(_world.Document with { Seal = seal }), "seal-issuer", "seal-validity", "seal-signer", "seal-signature");
    }

    [Fact]
    public void Anything_else_is_malformed()
    {
        byte[] document = _world.Document.ToBytes();
        byte[] bundle = _world.Bundle.Format();
        Expect.NotValid(_world.Judge([], bundle), "document-form");
        Expect.NotValid(_world.Judge(document, []), "document-form");
        Expect.NotValid(_world.Judge(bundle, document), "document-form");
        Expect.NotValid(_world.Judge([.. document, (byte)'\n'], bundle), "document-form");
        Expect.NotValid(_world.Judge([(byte)' ', .. document], bundle), "document-form");
        Assert.Equal(document, LicenceDocument.Parse(document).ToBytes());
    }

    [Fact]
    public void A_certificate_whose_key_is_off_its_curve_is_malformed_and_not_a_crash()
    {
        Certificate certificate = _world.Own.SigningCertificate;
        byte[] key = certificate.PublicKey.PublicKey.ToArray();
        byte[] off = [.. certificate.Raw.Span];
        int at = off.AsSpan().IndexOf(key);
        off[at + key.Length - 1] ^= 1;
        string text = System.Text.Encoding.UTF8.GetString(_world.Document.ToBytes());
        byte[] document = System.Text.Encoding.UTF8.GetBytes(
            text.Replace(Convert.ToBase64String(certificate.Raw.Span), Convert.ToBase64String(off), StringComparison.Ordinal));
        Expect.NotValid(_world.Judge(document, _world.Bundle.Format()), "document-form");
    }

    private static LicenceDocument Sealed(LicenceStatement statement, TestDepartment department, DateTimeOffset at) =>
        VerificationWorld.Sign(statement, VerificationWorld.Fields, department, at);
}
