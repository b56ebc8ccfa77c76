using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

public sealed class PointInTimeTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task At_every_millisecond_at_which_something_changes_answer_model_and_verified_proof_agree(int seed)
    {
        await using HistoryLedger ledger = new();
        ModelLife life = new(ledger, new Random(seed));
        await life.LiveAsync(steps: 40);
        await ledger.Issuing.IssueAsync("T0002", "another, so that the log goes on");
        DateTimeOffset[] moments = [.. life.Moments];
        foreach (DateTimeOffset moment in moments)
        {
            PastLicence past = await ledger.AtAsync(life.Identifier, moment);
            Assert.Equal(
                (moment, life.At(moment)), (moment, (past.Licence.Identifier, past.StatusCode, past.IsDisputed)));
            Assert.Equal(ProofReach.Covers, past.Reach);
            Assert.Equal(StatusesOf(past.StatusCode, past.IsDisputed), Of(ledger.Verified(past)!));
        }

        output.WriteLine($"Seed {seed}: {moments.Length} moments, {life.Identifier.Version} versions.");
    }

    [Fact]
    public async Task Any_version_may_be_named_and_the_one_that_was_current_is_told()
    {
        await using HistoryLedger ledger = new();
        LicenceIdentifier first = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence.Identifier;
        DateTimeOffset issued = ledger.Clock.Now;
        LicenceIdentifier second = await ledger.NextAsync(first, new NextVersion(LicenceAct.Change, IssuingLedger.Ground));
        foreach (LicenceIdentifier named in new[] { first, second })
        {
            Assert.Equal((first, "valid"), Told(await ledger.AtAsync(named, ledger.Clock.Now.AddTicks(-1))));
            Assert.Equal((second, "valid"), Told(await ledger.AtAsync(named, ledger.Clock.Now)));
            Assert.Equal((first, "not-issued"), Told(await ledger.AtAsync(named, issued.AddTicks(-1))));
        }
    }

    [Fact]
    public async Task A_moment_later_than_the_newest_checkpoint_is_answered_and_not_proven_yet()
    {
        await using HistoryLedger ledger = new();
        LicenceIdentifier identifier = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence.Identifier;
        DateTimeOffset signed = ledger.Clock.Now;
        ledger.Clock.Now += TimeSpan.FromHours(1);
        PastLicence past = await ledger.AtAsync(identifier, signed.AddTicks(1));
        Assert.Equal(("valid", ProofReach.NotYet), (past.StatusCode, past.Reach));
        Assert.Null(ledger.Verified(past));
        Assert.Equal(ProofReach.Covers, (await ledger.AtAsync(identifier, signed)).Reach);
    }

    [Fact]
    public async Task Without_a_quorum_the_answer_is_called_the_logs_own_word()
    {
        await using HistoryLedger ledger = new() { HasQuorum = false };
        LicenceIdentifier identifier = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence.Identifier;
        Assert.Equal(ProofReach.BelowQuorum, (await ledger.AtAsync(identifier, ledger.Clock.Now)).Reach);
    }

    [Theory]
    [InlineData(StatusBundle.MaxEvents, true)]
    [InlineData(StatusBundle.MaxEvents + 1, false)]
    public async Task A_life_of_more_events_than_a_bundle_shows_is_told_and_not_proven(int events, bool isProven)
    {
        await using HistoryLedger ledger = new();
        Licence licence = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence;
        for (int i = 1; i < events; i++)
        {
            // Straight into the log: whatever the rules allow.
            await ledger.Issuing.Parties.Writer.WriteAsync(
                write => write.Append(new LicenceChecked { Handle = licence.Handle, ResultCode = "passed", DecidedOn = "2026-03-01" }),
                CancellationToken.None);
        }

        ledger.Clock.Now += TimeSpan.FromDays(1);
        PastLicence past = await ledger.AtAsync(licence.Identifier, ledger.Clock.Now.AddDays(-1));
        Assert.Equal(("valid", isProven ? ProofReach.Covers : ProofReach.TooManyEvents), (past.StatusCode, past.Reach));
        Assert.Equal(isProven, ledger.Verified(past) is not null);
    }

    [Fact]
    public async Task The_future_is_not_told()
    {
        await using HistoryLedger ledger = new();
        LicenceIdentifier identifier = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence.Identifier;
        await ledger.AtAsync(identifier, ledger.Clock.Now);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => ledger.AtAsync(identifier, ledger.Clock.Now.AddTicks(1)));
        Assert.Equal((LedgerError.InvalidField, "/at"), (refused.Error, refused.Field));
    }

    [Fact]
    public async Task A_version_that_is_issued_while_the_proof_is_made_is_in_answer_and_proof_or_in_neither()
    {
        await using HistoryLedger ledger = new();
        LicenceIdentifier first = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence.Identifier;
        ledger.Clock.Now += TimeSpan.FromHours(1);
        LicenceIdentifier? second = null;
        ledger.BeforeProof = async () => second ??= await ledger.NextAsync(
            first, new NextVersion(LicenceAct.Change, IssuingLedger.Ground), TimeSpan.Zero);
        PastLicence past = await ledger.AtAsync(first, ledger.Clock.Now);
        Assert.Equal((second, "valid", ProofReach.Covers), (past.Licence.Identifier, past.StatusCode, past.Reach));
        Assert.Equal(SubjectStatus.Valid, ledger.Verified(past)!.Entry!.Status);
    }

    [Fact]
    public async Task What_happens_after_the_proof_was_made_is_left_to_the_next_answer()
    {
        await using HistoryLedger ledger = new();
        LicenceIdentifier identifier = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence.Identifier;
        ledger.Clock.Now += TimeSpan.FromHours(1);
        ledger.AfterProof = () => ledger.Register.SuspendAsync(ledger.On(identifier, TimeSpan.Zero), null, CancellationToken.None);
        Assert.Equal("valid", (await ledger.AtAsync(identifier, ledger.Clock.Now)).StatusCode);
        ledger.AfterProof = () => Task.CompletedTask;
        Assert.Equal("suspended", (await ledger.AtAsync(identifier, ledger.Clock.Now)).StatusCode);
    }

    [Fact]
    public async Task Where_a_lost_body_decides_the_state_nobody_claims_to_know_it()
    {
        await using HistoryLedger ledger = new();
        LicenceIdentifier identifier = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence.Identifier;
        long check = (await ledger.Register.CheckAsync(ledger.On(identifier), passed: true, null, CancellationToken.None)).Index;
        DateTimeOffset checkedAt = ledger.Clock.Now;
        long suspension = (await ledger.Register.SuspendAsync(ledger.On(identifier), null, CancellationToken.None)).Index;
        DateTimeOffset suspendedAt = ledger.Clock.Now;
        await ledger.Register.RevokeAsync(ledger.On(identifier), RevocationReason.Penalty, null, CancellationToken.None);
        ledger.Issuing.Parties.LoseBody(check);
        ledger.Issuing.Parties.LoseBody(suspension);
        await ledger.Issuing.IssueAsync("T0002", "so that readers see the loss");

        Assert.Equal("valid", (await ledger.AtAsync(identifier, checkedAt)).StatusCode);
        Assert.Equal("unknown", (await ledger.AtAsync(identifier, suspendedAt)).StatusCode);
        Assert.Equal("revoked", (await ledger.AtAsync(identifier, ledger.Clock.Now)).StatusCode);
        Assert.Equal(
            [LicenceTable.Issued, null, null, LicenceTable.Revoked], ledger.Events(identifier).Select(told => told.Step.Name));
    }

    [Fact]
    public async Task Another_authoritys_past_answers_as_absent()
    {
        await using HistoryLedger ledger = new();
        LicenceIdentifier identifier = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence.Identifier;
        LedgerException hidden = await Assert.ThrowsAsync<LedgerException>(
            () => ledger.AtAsync(identifier, ledger.Clock.Now, IssuingLedger.Stranger));
        LedgerException absent = await Assert.ThrowsAsync<LedgerException>(
            () => ledger.AtAsync(identifier.Next(), ledger.Clock.Now, IssuingLedger.Stranger));
        Assert.Equal((LedgerError.NotFound, absent.Message), (hidden.Error, hidden.Message));
    }

    private static (LicenceIdentifier Version, string Status) Told(PastLicence past) => (past.Licence.Identifier, past.StatusCode);

    private static SubjectStatus? Of(PastStatus status) => status.Entry?.Status;

    // What the map says of a state: it knows an end, not its kind, and no days.
    private static SubjectStatus? StatusesOf(string status, bool isDisputed) => (status, isDisputed) switch
    {
        ("not-issued", false) => null,
        ("valid" or "not-yet-valid" or "expired", false) => SubjectStatus.Valid,
        ("valid" or "not-yet-valid" or "expired", true) => SubjectStatus.Disputed,
        ("suspended", false) => SubjectStatus.Suspended,
        ("suspended", true) => SubjectStatus.SuspendedDisputed,
        ("withdrawn", false) => SubjectStatus.Revoked,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such state in a random life."),
    };
}
