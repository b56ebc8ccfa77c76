using System.Security.Cryptography;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>Whether the seal was in force counts by its place in the log before the issue, and by nothing that came later.</summary>
public sealed class SealStandingTests : IDisposable
{
    private const string Name = "seal-standing";

    private readonly VerificationWorld _world = new();
    private readonly byte[] _seal = RandomNumberGenerator.GetBytes(MapKey.HandleLength);

    private Digest SealKey => MapKey.For(VerificationWorld.Origin, MapNamespace.Seal, _seal);

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("made | ", true)]
    [InlineData("applied approved made | ", true)]
    [InlineData("made | frozen", true)]
    [InlineData("made | revoked", true)]
    [InlineData("made | frozen unfrozen revoked", true)]
    [InlineData("made frozen unfrozen | ", true)]
    [InlineData("made frozen | ", false)]
    [InlineData("made frozen | unfrozen", false)]
    [InlineData("made revoked | ", false)]
    [InlineData("made frozen revoked | ", false)]
    [InlineData("applied approved | made", false)]
    [InlineData("applied | approved made", false)]
    public void A_seal_counts_as_it_stood_when_the_licence_was_issued(string life, bool isValid)
    {
        TestLog log = Live(life);
        Verdict verdict = Judge(log.Bundle(_world.MapKey), log.Bundle(SealKey).Format());
        if (isValid)
        {
            Expect.Valid(verdict);
            Check check = verdict.Checks.Single(check => check.Name == Name);
            Assert.Equal(CheckResult.Passed, check.Result);
            Assert.Equal(life.Split('|')[1].Contains("frozen", StringComparison.Ordinal), check.English.Contains("it was frozen", StringComparison.Ordinal));
        }
        else
        {
            Expect.NotValid(verdict, Name);
        }
    }

    [Fact]
    public void A_licence_of_before_seals_stood_in_the_log_is_judged_as_before()
    {
        Expect.Valid(_world.Judge());
        Expect.Remark(_world.Judge(), Name);
    }

    [Fact]
    public void Without_the_proof_that_the_issue_asks_for_nobody_can_tell()
    {
        TestLog log = Live("made | ");
        Expect.CannotTell(Judge(log.Bundle(_world.MapKey), []), Name);
    }

    [Fact]
    public void A_proof_of_another_seal_another_key_or_another_log_is_not_this_seal_s()
    {
        TestLog other = Live("made | ", sealSm3: RandomNumberGenerator.GetBytes(Digest.Length));
        Expect.NotValid(Judge(other.Bundle(_world.MapKey), other.Bundle(SealKey).Format()), Name);

        TestLog log = Live("made | ");
        Expect.NotValid(Judge(log.Bundle(_world.MapKey), log.Bundle(_world.MapKey).Format()), Name);
        Expect.NotValid(Judge(log.Bundle(_world.MapKey), log.Bundle(Digest.Sha256("nobody"u8)).Format()), Name);
        using TestLog strange = new(VerificationWorld.Origin);
        strange.Append(EventType.SealMade, SealKey, MadeBody(SealSm3()), VerificationWorld.IssuedAt);
        strange.Commit(VerificationWorld.IssuedAt);
        Expect.NotValid(Judge(log.Bundle(_world.MapKey), strange.Bundle(SealKey).Format()), Name);
        Expect.NotValid(Judge(log.Bundle(_world.MapKey), "{}"u8.ToArray()), Name);
    }

    [Fact]
    public void A_proof_under_another_checkpoint_says_nothing_about_this_one()
    {
        TestLog log = Live("made | ");
        byte[] before = log.Bundle(SealKey).Format();
        log.Append(EventType.Issue, Digest.Sha256("another"u8), [3], VerificationWorld.IssuedAt);
        log.Commit(VerificationWorld.IssuedAt);
        Expect.CannotTell(Judge(log.Bundle(_world.MapKey), before), Name);
    }

    [Fact]
    public void A_proof_in_which_a_byte_is_changed_never_leaves_it_valid()
    {
        TestLog log = Live("made frozen | ");
        byte[] whole = log.Bundle(SealKey).Format();
        StatusBundle own = log.Bundle(_world.MapKey);
        Random random = new(20260301);
        for (int round = 0; round < 400; round++)
        {
            byte[] changed = [.. whole];
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            Assert.NotEqual(Conclusion.Valid, Judge(own, changed).Conclusion);
        }
    }

    [Fact]
    public void A_verifier_that_saw_a_good_proof_takes_no_other_for_it()
    {
        TestLog log = Live("made | ");
        byte[] good = log.Bundle(SealKey).Format();
        StatusBundle own = log.Bundle(_world.MapKey);
        LicenceVerifier kept = new(_world.Policy, new StandingClock(VerificationWorld.Now));
        Expect.Valid(Judge(own, good, kept: kept));
        TestLog frozen = Live("made frozen | ");
        Expect.NotValid(Judge(frozen.Bundle(_world.MapKey), frozen.Bundle(SealKey).Format(), kept: kept), Name);
        Random random = new(20261127);
        for (int round = 0; round < 100; round++)
        {
            byte[] changed = [.. good];
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            Assert.NotEqual(Conclusion.Valid, Judge(own, changed, kept: kept).Conclusion);
        }

        Expect.Valid(Judge(own, good, kept: kept));
    }

    [Fact]
    public void What_the_log_is_asked_for_takes_the_place_of_a_missing_proof_and_tells_what_came_later()
    {
        TestLog log = Live("made | ");
        StatusBundle own = log.Bundle(_world.MapKey);
        byte[] attached = log.Bundle(SealKey).Format();
        long size = log.Size;
        log.Append(EventType.SealFrozen, SealKey, [9], VerificationWorld.IssuedAt);
        log.Commit(VerificationWorld.IssuedAt);
        RemoteEvidence remote = new() { SealStatus = log.Bundle(SealKey), SealConsistency = log.Consistency(size) };

        Expect.Valid(Judge(own, [], remote));
        Verdict both = Judge(own, attached, remote);
        Expect.Valid(both);
        Assert.Contains("it was frozen", both.Checks.Single(check => check.Name == Name).English, StringComparison.Ordinal);

        // Without the path from the file's checkpoint nobody knows that it is the same log.
        Expect.CannotTell(Judge(own, [], remote with { SealConsistency = null }), Name);
        Expect.Valid(Judge(own, attached, remote with { SealConsistency = null }));
    }

    [Fact]
    public void A_lying_answer_makes_nothing_worse_and_nothing_better()
    {
        TestLog frozen = Live("made frozen | ");
        TestLog good = Live("made | ");
        (StatusBundle own, byte[] attached) = (good.Bundle(_world.MapKey), good.Bundle(SealKey).Format());
        RemoteEvidence lie = new() { SealStatus = frozen.Bundle(SealKey), SealConsistency = frozen.Consistency(1) };
        Expect.Valid(Judge(own, attached, lie));
        Expect.CannotTell(Judge(own, [], lie), Name);
        RemoteEvidence other = new() { SealStatus = good.Bundle(_world.MapKey) };
        Expect.NotValid(Judge(frozen.Bundle(_world.MapKey), frozen.Bundle(SealKey).Format(), other), Name);
        Expect.CannotTell(Judge(own, [], other), Name);
    }

    /// <summary>A log in which a seal lives as told, with the licence issued at the bar.</summary>
    private TestLog Live(string life, byte[]? sealSm3 = null)
    {
        TestLog log = _world.Log.Fork(3);
        foreach (string step in life.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            (EventType type, Digest key, byte[] body) = step switch
            {
                "|" => (EventType.Issue, _world.MapKey, IssueBody()),
                "applied" => (EventType.SealApplied, SealKey, [1]),
                "approved" => (EventType.SealApproved, SealKey, [2]),
                "made" => (EventType.SealMade, SealKey, MadeBody(sealSm3 ?? SealSm3())),
                "frozen" => (EventType.SealFrozen, SealKey, [4]),
                "unfrozen" => (EventType.SealUnfrozen, SealKey, [5]),
                _ => (EventType.SealRevoked, SealKey, (byte[])[6]),
            };
            log.Append(type, key, body, VerificationWorld.IssuedAt);
        }

        log.Commit(VerificationWorld.IssuedAt);
        return log;
    }

    private byte[] SealSm3() => Sm3.Hash(ESealSignature.Parse(_world.Document.Seal.Span).Seal.Raw.Span).ToArray();

    private static byte[] MadeBody(byte[] sealSm3) =>
    [
        .. VerificationWorld.Field(1, "seal.made.v1"u8), .. VerificationWorld.Field(2, new byte[32]),
        .. VerificationWorld.Field(5, VerificationWorld.Field(1, sealSm3)),
    ];

    /// <summary>Field 21 by hand: its tag takes two bytes.</summary>
    private byte[] IssueBody() =>
    [
        .. VerificationWorld.Field(1, "licence.issued.v1"u8), .. VerificationWorld.Field(2, new byte[32]),
        .. VerificationWorld.Field(
            5, [.. VerificationWorld.Field(1, Sm3.Hash(_world.Document.Statement.ToBytes()).Span), 0xAA, 0x01, MapKey.HandleLength, .. _seal]),
    ];

    private Verdict Judge(StatusBundle own, byte[] seal, RemoteEvidence? remote = null, LicenceVerifier? kept = null) =>
        (kept ?? new LicenceVerifier(_world.Policy, new StandingClock(VerificationWorld.Now)))
            .Verify(_world.Document.ToBytes(), own.Format(), remote ?? RemoteEvidence.None, at: null, seal);
}
