using Ledger.Crypto.Hashing;
using Ledger.Crypto.Tests.Verification;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class DenseStatusBundleTests : IDisposable
{
    private static readonly DateTimeOffset Seen = VerificationWorld.IssuedAt.AddMinutes(1);
    private static readonly Digest Absent = Digest.Sha256("nobody"u8);

    private readonly VerificationWorld _world = new();
    private readonly TestWitnesses _witnesses = new();
    private readonly StatusBundle _bundle;
    private readonly StatusVerifier _verifier;

    public DenseStatusBundleTests()
    {
        _world.Log.Append(EventType.Suspend, _world.MapKey, [7], VerificationWorld.IssuedAt);
        _world.Log.Append(EventType.Resume, _world.MapKey, [8], VerificationWorld.IssuedAt);
        _world.Log.Commit(VerificationWorld.IssuedAt);
        _bundle = _witnesses.Cosign(
            _world.Log.Bundle(_world.MapKey, _world.Log.AnchorOf(_world.Log.Size - 3)), Seen, TestWitnesses.Enough);
        _verifier = new StatusVerifier(
            _world.Log.Trusted with { Witnesses = _witnesses.Policy }, TimeSpan.FromDays(1), new StandingClock(VerificationWorld.Now));
    }

    public void Dispose()
    {
        _witnesses.Dispose();
        _world.Dispose();
    }

    [Fact]
    public void All_parts_together_lose_nothing()
    {
        StatusBundle absent = _world.Log.Bundle(Absent);
        StatusBundle[] bundles =
        [
            _bundle, _bundle with { Anchor = null }, absent, _world.Log.Bundle(VerificationWorld.Stranger),
            _bundle with { Events = [_bundle.Events[0] with { Body = null }, .. _bundle.Events.Skip(1)] },
        ];
        foreach (StatusBundle bundle in bundles)
        {
            byte[] dense = DenseStatusBundle.Write(bundle, DenseParts.All);
            Assert.Equal(bundle.Format(), DenseStatusBundle.Read(dense, bundle.MapKey).Format());
            Assert.True(dense.Length < bundle.Format().Length);
        }
    }

    [Fact]
    public void Every_status_of_a_licence_and_every_event_that_led_there_is_kept()
    {
        (EventType Type, SubjectStatus Status)[] life =
        [
            (EventType.Endorse, SubjectStatus.Valid), (EventType.Dispute, SubjectStatus.Disputed), (EventType.Suspend, SubjectStatus.SuspendedDisputed),
            (EventType.DisputeLifted, SubjectStatus.Suspended), (EventType.Revoke, SubjectStatus.Revoked),
        ];
        DateTimeOffset issued = VerificationWorld.IssuedAt;
        foreach ((int day, (EventType type, SubjectStatus status)) in life.Index())
        {
            _world.Log.Append(type, _world.MapKey, [9], issued.AddDays(day + 1));
            _world.Log.Commit(issued.AddDays(day + 1));
            StatusBundle bundle = _world.Bundle;
            Assert.Equal(status, bundle.Status!.Status);
            Assert.Equal(bundle.Format(), StatusBundle.Parse(bundle.Format()).Format());
            Assert.Equal(bundle.Format(), DenseStatusBundle.Read(DenseStatusBundle.Write(bundle, DenseParts.All), _world.MapKey).Format());
        }

        StatusVerifier verifier = new(_world.Log.Trusted, TimeSpan.FromDays(1), new StandingClock(issued.AddDays(life.Length)));
        StatusBundle read = DenseStatusBundle.Read(DenseStatusBundle.Write(_world.Bundle, DenseParts.Events), _world.MapKey);
        StatusReport report = verifier.Verify(read, _world.MapKey);
        Assert.True(report.Holds);
        Assert.Equal(
            life.Select(step => (SubjectStatus?)step.Status),
            life.Select((_, day) => report.StatusAt(issued.AddDays(day + 1))?.Entry?.Status));
    }

    [Fact]
    public void Every_choice_of_parts_verifies_to_the_same_report_but_for_what_is_left_out()
    {
        StatusReport whole = _verifier.Verify(_bundle, _world.MapKey);
        for (DenseParts parts = DenseParts.None; parts <= DenseParts.All; parts++)
        {
            byte[] dense = DenseStatusBundle.Write(_bundle, parts);
            StatusReport report = _verifier.Verify(DenseStatusBundle.Read(dense, _world.MapKey), _world.MapKey);
            Assert.True(report.Holds && report.HasQuorum && report.IsFresh);
            Assert.Equal((whole.Status, whole.AsOf, whole.QuorumTime), (report.Status, report.AsOf, report.QuorumTime));
            Assert.Equal(
                NamesOf(whole, but: (parts & DenseParts.Events) == 0 ? "event-history" : null), NamesOf(report, but: null));
            Assert.Equal((parts & DenseParts.Twin) == 0, report.Checks.Any(check => check is { Name: "sm3-twin", Result: CheckResult.Noted }));
            Assert.Equal((parts & DenseParts.Events) != 0, report.StatusAt(VerificationWorld.IssuedAt) is not null);
            Assert.Equal(dense, DenseStatusBundle.Write(report.Bundle, DenseParts.All));
        }
    }

    [Fact]
    public void A_bundle_without_its_twin_has_no_form_for_files()
    {
        StatusBundle read = DenseStatusBundle.Read(DenseStatusBundle.Write(_bundle, DenseParts.None), _world.MapKey);
        Assert.Throws<InvalidOperationException>(read.Format);
    }

    [Fact]
    public void The_answer_to_one_question_is_none_to_another()
    {
        foreach (StatusBundle bundle in (StatusBundle[])[_bundle, _world.Log.Bundle(Absent)])
        {
            byte[] dense = DenseStatusBundle.Write(bundle, DenseParts.None);
            Digest other = Digest.Sha256("other"u8);
            Assert.False(_verifier.Verify(DenseStatusBundle.Read(dense, other), other).Holds);
            Assert.False(_verifier.Verify(DenseStatusBundle.Read(dense, bundle.MapKey), other).Holds);
        }
    }

    [Fact]
    public void No_flipped_bit_of_the_minimal_form_verifies()
    {
        byte[] dense = DenseStatusBundle.Write(_bundle, DenseParts.None);
        for (int bit = 0; bit < 8 * dense.Length; bit++)
        {
            byte[] flipped = [.. dense];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsReliedOn(flipped), $"bit {bit}");
        }
    }

    [Fact]
    public void No_flipped_bit_of_the_whole_form_verifies()
    {
        // The anchor is checked against the chain, not by this proof.
        byte[] dense = DenseStatusBundle.Write(_bundle, DenseParts.Twin | DenseParts.Events);
        const int Step = 7;
        for (int bit = 0; bit < 8 * dense.Length; bit += Step)
        {
            byte[] flipped = [.. dense];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsReliedOn(flipped), $"bit {bit}");
        }
    }

    [Fact]
    public void Damage_is_refused_with_one_kind_of_error_and_never_believed()
    {
        const int Seed = 11;
        Random random = new(Seed);
        byte[] dense = DenseStatusBundle.Write(_bundle, DenseParts.All);
        byte[] minimal = DenseStatusBundle.Write(_bundle, DenseParts.None);
        for (int i = 0; i < 4_000; i++)
        {
            byte[] original = i % 2 == 0 ? dense : minimal;
            byte[] damaged = Mutation.Of(original, random);
            try
            {
                StatusBundle read = DenseStatusBundle.Read(damaged, _world.MapKey);
                Assert.Equal(damaged, DenseStatusBundle.Write(read, DenseParts.All));
            }
            catch (FormatException)
            {
                // the one kind
            }
        }
    }

    [Fact]
    public void There_is_one_form_and_nothing_beside_it()
    {
        byte[] dense = DenseStatusBundle.Write(_bundle, DenseParts.None);
        int lengthAt = 2;
        Assert.True(dense[lengthAt] >= 0x80 && dense[lengthAt + 1] < 0x80, "a note of 128 to 16,383 bytes");
        byte[][] wrong =
        [
            [], [1], [2, .. dense[1..]], [1, 8, .. dense[2..]], [.. dense, 0], dense[..^1], [1, 1, .. dense[2..]], [1, 2, .. dense[2..]],
            [.. dense[..(lengthAt + 1)], (byte)(dense[lengthAt + 1] | 0x80), 0, .. dense[(lengthAt + 2)..]],
            new byte[DenseStatusBundle.MaxLength + 1],
            [1, 0, .. Enumerable.Repeat((byte)0xff, 12)],
        ];
        Assert.All(wrong, bytes => Assert.Throws<FormatException>(() => DenseStatusBundle.Read(bytes, _world.MapKey)));
    }

    [Fact]
    public void What_contradicts_itself_cannot_be_left_out_and_is_refused()
    {
        BundledEvent[] events = [.. _bundle.Events];
        StatusBundle[] wrong =
        [
            _bundle with { Origin = "ledger.example/js" },
            _bundle with { MapCommit = _bundle.MapCommit with { MapRoot = Absent } },
            _bundle with { MapCommit = _bundle.MapCommit with { Sha256Root = Absent } },
            _bundle with { MapCommit = _bundle.MapCommit with { Sm3Root = Absent } },
            _bundle with { MapCommit = _bundle.MapCommit with { Index = 1 } },
            _bundle with { MapCommitPath = [.. _bundle.MapCommitPath, Absent] },
            _bundle with { MapCommitSm3Path = [] },
            _bundle with { MapKey = Absent },
            _bundle with { Events = [events[0] with { Body = new byte[] { 1 } }, .. events[1..]] },
            _bundle with { Events = [events[0], events[2]] },
            _bundle with { Events = [events[0] with { Index = _world.Log.Size }] },
            _bundle with { Events = [events[0] with { Leaf = events[0].Leaf with { MapKey = Absent } }] },
            _bundle with { Events = [events[0] with { Leaf = events[0].Leaf with { PreviousIndex = long.MaxValue } }] },
            _bundle with { Anchor = _bundle.Anchor! with { Contract = new byte[19] } },
        ];
        Assert.All(wrong, bundle => Assert.Throws<ArgumentException>(() => DenseStatusBundle.Write(bundle, DenseParts.All)));
    }

    private static IEnumerable<(string Name, CheckResult Result)> NamesOf(StatusReport report, string? but) => report.Checks
        .Where(check => check.Name != "sm3-twin")
        .Select(check => (check.Name, check.Name == but ? CheckResult.Noted : check.Result));

    private bool IsReliedOn(byte[] dense)
    {
        try
        {
            StatusReport report = _verifier.Verify(DenseStatusBundle.Read(dense, _world.MapKey), _world.MapKey);
            return report.Holds && report.HasQuorum;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
