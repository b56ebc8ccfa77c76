using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>Copies for one use (加注件): D1 found systems in which their expiry is written and never looked at.</summary>
public sealed class CopyVerifierTests : IDisposable
{
    private readonly CopyWorld _copies = new();

    [Fact]
    public void A_copy_tells_its_restrictions_whatever_is_asked()
    {
        CopyReport report = _copies.Judge(_copies.Sign(_copies.Statement));
        Assert.Empty(Deciding(report));
        Check told = report.Checks[0];
        Assert.Equal(("copy", CheckResult.Noted), (told.Name, told.Result));
        foreach (string part in (string[])[CopyWorld.Purpose, CopyWorld.Bank.Name, CopyWorld.Bank.Code!, "2026-06-02 15:56:00", new string('c', 32)])
        {
            Assert.Contains(part, told.Chinese, StringComparison.Ordinal);
            Assert.Contains(part, told.English, StringComparison.Ordinal);
        }

        Assert.Equal(CheckResult.Noted, Of(report, "copy-recipient").Result);
        Assert.Equal(CheckResult.Noted, Of(report, "copy-purpose").Result);
    }

    [Fact]
    public void A_copy_counts_to_its_last_second_and_not_one_longer()
    {
        CopyDocument copy = _copies.Sign(_copies.Statement);
        Assert.Empty(Deciding(_copies.Judge(copy, now: CopyWorld.ExpiresAt)));
        Assert.Equal(["copy-expiry"], Failed(_copies.Judge(copy, now: CopyWorld.ExpiresAt.AddTicks(1))));
        Assert.Contains("加注件已过期", Of(_copies.Judge(copy, now: CopyWorld.ExpiresAt.AddDays(1)), "copy-expiry").Chinese, StringComparison.Ordinal);

        // By the moment that is judged, not by today.
        Assert.Empty(Deciding(_copies.Judge(copy, now: CopyWorld.ExpiresAt.AddDays(9), at: CopyWorld.ExpiresAt)));
        Assert.Equal(["copy-expiry"], Failed(_copies.Judge(copy, at: CopyWorld.MadeAt.AddTicks(-1))));
    }

    [Fact]
    public void A_clock_behind_the_making_is_forgiven_five_minutes_and_cannot_tell_beyond()
    {
        CopyDocument copy = _copies.Sign(_copies.Statement);
        Assert.Empty(Deciding(_copies.Judge(copy, now: CopyWorld.MadeAt.AddMinutes(-5))));
        CopyReport report = _copies.Judge(copy, now: CopyWorld.MadeAt.AddMinutes(-5).AddTicks(-1));
        Assert.Equal(CheckResult.Unknown, Of(report, "copy-expiry").Result);
    }

    [Theory]
    [InlineData("江苏示例银行")]
    [InlineData("91320100MADEM0021W")]
    public void The_recipient_is_known_by_name_or_code(string stated)
    {
        CopyReport report = _copies.Judge(_copies.Sign(_copies.Statement), use: new StatedUse(stated, CopyWorld.Purpose));
        Assert.Empty(Deciding(report));
        Assert.Equal(CheckResult.Passed, Of(report, "copy-recipient").Result);
        Assert.Equal(CheckResult.Passed, Of(report, "copy-purpose").Result);
    }

    [Theory]
    [InlineData("浙江示例银行", null, "copy-recipient")]
    [InlineData("91320100MADEM0021X", null, "copy-recipient")]
    [InlineData("", null, "copy-recipient")]
    [InlineData(null, "申请贷款", "copy-purpose")]
    [InlineData(null, "", "copy-purpose")]
    public void Another_recipient_or_purpose_is_not_valid(string? recipient, string? purpose, string check) =>
        Assert.Equal([check], Failed(_copies.Judge(_copies.Sign(_copies.Statement), use: new StatedUse(recipient, purpose))));

    [Fact]
    public void A_person_is_known_by_the_masked_or_the_whole_name()
    {
        CopyStatement statement = _copies.Statement with { Recipient = new CopyRecipient(Masked.Name("沈知夏"), null) };
        Assert.Equal("沈**", statement.Recipient.Name);
        Assert.Equal(("陈*", "欧*", "王*"), (Masked.Name("陈一"), Masked.Name("欧"), Masked.Name("王*")));
        CopyDocument copy = _copies.Sign(statement);
        Assert.Empty(Deciding(_copies.Judge(copy, use: new StatedUse("沈知夏", null))));
        Assert.Empty(Deciding(_copies.Judge(copy, use: new StatedUse("沈**", null))));
        Assert.Equal(["copy-recipient"], Failed(_copies.Judge(copy, use: new StatedUse("张知夏", null))));
    }

    [Fact]
    public void A_copy_of_another_licence_or_by_another_authority_does_not_count()
    {
        CopyStatement own = _copies.Statement;
        Assert.Equal(["copy-licence"], Failed(_copies.Judge(_copies.Sign(own with { Handle = new string('a', 32) }))));
        Assert.Equal(["copy-licence"], Failed(_copies.Judge(_copies.Sign(own with { LicenceStatement = default }))));
        Assert.Equal(["copy-licence"], Failed(_copies.Judge(_copies.Sign(own with { Log = "ledger.example/zj" }))));
        Assert.Equal(["copy-seal", "copy-signature"], Failed(_copies.Judge(_copies.Sign(own, _copies.World.Other))));
        Assert.Equal(["copy-seal"], Failed(_copies.Judge(_copies.Sign(own, sealedAt: CopyWorld.MadeAt.AddSeconds(1)))));
        CopyStatement others = own with
        {
            Issuer = _copies.World.Other.Code,
            SealKey = _copies.World.Other.SealCertificate.Thumbprint,
            SigningKey = _copies.World.Other.SigningCertificate.Thumbprint,
        };
        Assert.Equal(["copy-licence"], Failed(_copies.Judge(_copies.Sign(others, _copies.World.Other))));
    }

    [Fact]
    public void What_was_signed_cannot_be_changed()
    {
        CopyDocument copy = _copies.Sign(_copies.Statement);
        CopyDocument longer = copy with { Statement = copy.Statement with { ExpiresAt = CopyWorld.ExpiresAt.AddYears(1) } };
        Assert.Equal(["copy-seal", "copy-signature"], Failed(_copies.Judge(longer)));
        CopyDocument another = _copies.Sign(copy.Statement with { Purpose = "申请贷款" });
        Assert.Equal(["copy-seal"], Failed(_copies.Judge(copy with { Seal = another.Seal })));
        Assert.Equal(["copy-signature"], Failed(_copies.Judge(copy with { Signature = another.Signature })));
    }

    [Fact]
    public void A_copy_of_chosen_fields_has_nothing_of_the_others_and_still_proves_its_own()
    {
        LicenceDocument part = _copies.World.Document.Showing(["ZZMC"]);
        CopyDocument copy = _copies.Sign(_copies.Statement with { Shown = ["ZZMC"] });
        Assert.Empty(Deciding(_copies.Judge(copy, part)));
        string text = System.Text.Encoding.UTF8.GetString(part.ToBytes());
        foreach (FaceField field in VerificationWorld.Fields.Skip(1))
        {
            Assert.DoesNotContain(field.Name, text, StringComparison.Ordinal);
            Assert.DoesNotContain(field.Value, text, StringComparison.Ordinal);
            Assert.DoesNotContain(field.Salt, text, StringComparison.Ordinal);
        }

        Expect.Valid(_copies.World.Judge(part));
        Assert.Equal(part.ToBytes(), LicenceDocument.Parse(part.ToBytes()).ToBytes());

        // What the copy names is what must be shown: not more, not less.
        Assert.Equal(["copy-licence"], Failed(_copies.Judge(copy)));
        Assert.Equal(["copy-licence"], Failed(_copies.Judge(_copies.Sign(_copies.Statement), part)));
        Assert.Equal(["copy-licence"], Failed(_copies.Judge(copy, _copies.World.Document.Showing(["ZZMC", "CZZT"]))));
    }

    [Fact]
    public void A_changed_part_of_a_licence_is_not_valid()
    {
        LicenceDocument part = _copies.World.Document.Showing(["ZZMC", "KZ_FDDBR"]);
        Expect.NotValid(_copies.World.Judge(part with { Fields = [part.Fields[0], part.Fields[1] with { Value = "他人" }] }), "fields");
        Expect.NotValid(_copies.World.Judge(part with { Part = part.Part! with { Places = [0, 1] } }), "fields");
        Expect.NotValid(_copies.World.Judge(part with { Part = part.Part! with { Hidden = [] } }), "fields");
        Expect.NotValid(_copies.World.Judge(part with { Part = part.Part! with { Hidden = [default] } }), "fields");
        Expect.NotValid(_copies.World.Judge(part with { Fields = [part.Fields[1], part.Fields[0]] }), "fields");
        Expect.NotValid(_copies.World.Judge(part with { Part = null }), "fields");
    }

    [Fact]
    public void Bytes_that_are_no_copy_are_a_failed_check()
    {
        byte[] whole = _copies.Sign(_copies.Statement).ToBytes();
        foreach (byte[] bytes in (byte[][])[[], "{}"u8.ToArray(), whole[..^1], [.. whole, (byte)' '], _copies.World.Document.ToBytes()])
        {
            CopyReport report = _copies.Judge(bytes);
            Assert.Null(report.Statement);
            Assert.Equal(["copy-form"], Failed(report));
        }
    }

    /// <summary>Every eleventh byte; each where LEDGER_TEST_FULL is 1.</summary>
    [Fact]
    public void No_changed_byte_leaves_a_copy_undisputed()
    {
        byte[] whole = _copies.Sign(_copies.Statement).ToBytes();
        int step = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1" ? 1 : 11;
        for (int at = 0; at < whole.Length; at += step)
        {
            byte[] other = [.. whole];
            other[at] ^= 1;
            Assert.NotEmpty(Deciding(_copies.Judge(other)));
        }
    }

    [Fact]
    public void The_log_says_whether_a_copy_was_made_and_withdrawn()
    {
        CopyStatement copy = _copies.Statement;
        Assert.Equal(CheckResult.Noted, Standing(null));
        Assert.Equal(CheckResult.Failed, Standing(_copies.Answer(copy, logged: null), CopyWorld.MadeAt.AddMinutes(1), aged: true));
        Assert.Equal(CheckResult.Passed, Standing(_copies.Answer(copy, copy)));
        Assert.Equal(CheckResult.Failed, Standing(_copies.Answer(copy, logged: null, withdrawn: true)));

        CheckResult Standing(Ledger.Crypto.Transparency.StatusBundle? answer, DateTimeOffset? now = null, bool aged = false)
        {
            // A copy made long before the checkpoint must stand in it.
            CopyStatement asked = aged ? copy with { MadeAt = copy.MadeAt.AddMinutes(-10) } : copy;
            return new CopyStanding(_copies.World.Policy, new StandingClock(now ?? VerificationWorld.Now)).Judge(asked, answer).Result;
        }
    }

    [Fact]
    public void Another_copy_under_the_serial_is_not_this_one_and_an_answer_about_another_key_is_not_believed()
    {
        CopyStatement copy = _copies.Statement;
        CopyStanding standing = new(_copies.World.Policy, new StandingClock(VerificationWorld.Now));
        Assert.Equal(CheckResult.Unknown, standing.Judge(copy, _copies.World.Bundle).Result);
        Assert.Equal(CheckResult.Failed, standing.Judge(copy, _copies.Answer(copy, copy with { Purpose = "申请贷款" })).Result);
        Assert.Equal(CheckResult.Noted, standing.Judge(copy with { Log = "ledger.example/unknown" }, _copies.World.Bundle).Result);
    }

    public void Dispose() => _copies.Dispose();

    private static Check Of(CopyReport report, string name) => report.Checks.Single(check => check.Name == name);

    private static string[] Failed(CopyReport report) =>
        [.. report.Checks.Where(check => check.Result == CheckResult.Failed).Select(check => check.Name)];

    private static string[] Deciding(CopyReport report) =>
        [.. report.Checks.Where(check => check.Result is CheckResult.Failed or CheckResult.Unknown).Select(check => check.Name)];
}
