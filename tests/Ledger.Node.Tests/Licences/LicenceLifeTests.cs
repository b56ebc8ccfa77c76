using System.Collections.Concurrent;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

/// <summary>What departments do to their licences, told as they would.</summary>
public sealed class LicenceLifeTests
{
    [Fact]
    public async Task A_company_moves_and_its_licence_gets_a_second_version_that_names_the_first()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence first = await ledger.IssueAsync("T0001", "issue");
        IssuedLicence second = await ledger.NextAsync(
            first, new NextVersion(LicenceAct.Change, IssuingLedger.Ground) { Fields = new Dictionary<string, string> { ["ZS"] = "上海市普陀区曹杨路450号3层" } });

        OpenedLicence opened = ledger.Register.Open(IssuingLedger.Issuer, second.Licence.Identifier.ToString());
        Assert.Equal(first.Licence.Identifier.Next(), second.Licence.Identifier);
        Assert.Equal(first.Licence.Identifier.ToString(), opened.Document.Statement.Previous);
        Assert.Equal(("上海市普陀区曹杨路450号3层", "餐饮服务"), (opened.Document["KZ_ZS"], opened.Document["KZ_JYFW"]));
        Licence before = ledger.Now(first);
        Assert.Equal(RevocationReason.Superseded, before.EndedBy);
        Assert.Equal(second.Licence.Handle, before.SuccessorHandle);
        Assert.Equal(second.Licence.Identifier.ToString(), ledger.Register.SuccessorOf(before));
    }

    [Fact]
    public async Task A_suspended_licence_is_given_back_and_a_revoked_one_never()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence issued = await ledger.IssueAsync("T0001", "issue");
        string identifier = issued.Licence.Identifier.ToString();
        await ledger.Register.SuspendAsync(IssuingLedger.On(identifier, "1"), new DateOnly(2026, 9, 1), CancellationToken.None);
        Assert.Equal(LicenceState.Suspended, ledger.Register.StateOf(ledger.Now(issued)));
        await ledger.Register.ResumeAsync(IssuingLedger.On(identifier, "2"), CancellationToken.None);
        Assert.Equal(LicenceState.Valid, ledger.Register.StateOf(ledger.Now(issued)));
        await ledger.Register.RevokeAsync(IssuingLedger.On(identifier, "3"), RevocationReason.Penalty, null, CancellationToken.None);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
            () => ledger.Register.ResumeAsync(IssuingLedger.On(identifier, "4"), CancellationToken.None));
        Assert.Equal(LedgerError.WrongState, refused.Error);
    }

    [Fact]
    public async Task An_objection_is_told_while_it_is_open_and_settled_by_a_correction()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence issued = await ledger.IssueAsync("T0001", "issue");
        string identifier = issued.Licence.Identifier.ToString();
        await ledger.Register.DisputeAsync(IssuingLedger.On(identifier, "1"), "YY-2026-0001", CancellationToken.None);
        Assert.True(ledger.Now(issued).IsDisputed);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
            () => ledger.NextAsync(issued, new NextVersion(LicenceAct.Change, IssuingLedger.Ground)));
        Assert.Equal(LedgerError.WrongState, refused.Error);
        IssuedLicence corrected = await ledger.NextAsync(
            issued, new NextVersion(LicenceAct.Correction, IssuingLedger.Ground) { Fields = new Dictionary<string, string> { ["FDDBR"] = "沈知夏" } });
        Assert.Equal((false, LicenceAct.Correction), (corrected.Licence.IsDisputed, corrected.Licence.Act));
    }

    [Fact]
    public async Task A_renewal_runs_longer_and_prints_its_new_last_day()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence issued = await ledger.IssueAsync("T0001", "issue");
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
            () => ledger.NextAsync(issued, new NextVersion(LicenceAct.Renewal, IssuingLedger.Ground)));
        Assert.Equal((LedgerError.InvalidField, "/validTo"), (refused.Error, refused.Field));
    }

    [Fact]
    public async Task A_licence_goes_to_another_authority_only_once_it_was_transferred()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence issued = await ledger.IssueAsync("T0001", "issue");
        string identifier = issued.Licence.Identifier.ToString();
        IssueLicence takeOver = IssuingLedger.Request("T0002", IssuingLedger.Stranger) with { Act = LicenceAct.TransferIn, TakesOver = identifier };
        LedgerException early = await Assert.ThrowsAsync<LedgerException>(
            () => ledger.Register.IssueAsync(IssuingLedger.Stranger, takeOver, IssuingLedger.Key("early"), CancellationToken.None));
        Assert.Equal((LedgerError.WrongState, "/takesOver"), (early.Error, early.Field));
        await ledger.Register.RevokeAsync(IssuingLedger.On(identifier, "out"), RevocationReason.Transferred, "330000", CancellationToken.None);
        IssuedLicence taken = await ledger.Register.IssueAsync(
            IssuingLedger.Stranger, takeOver, IssuingLedger.Key("in"), CancellationToken.None);
        Assert.Equal((identifier, issued.Licence.Handle), (taken.Licence.Previous, taken.Licence.PreviousHandle));
        Assert.Equal(1, taken.Licence.Identifier.Version);
    }

    [Fact]
    public async Task With_a_seal_that_has_expired_nothing_is_issued()
    {
        await using IssuingLedger ledger = new();
        ledger.Clock.Now = new DateTimeOffset(2046, 1, 1, 0, 0, 0, TimeSpan.Zero);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => ledger.IssueAsync("T0001", "issue"));
        Assert.Equal((LedgerError.SealNotInForce, "/issuer"), (refused.Error, refused.Field));
        Assert.Empty(ledger.OfHolder(IssuingLedger.Issuer));
    }

    [Fact]
    public async Task Joint_holders_all_find_it_and_the_erasure_of_one_closes_it()
    {
        await using IssuingLedger ledger = new();
        IssueLicence request = IssuingLedger.Request() with { CoHolders = [new HolderIdentity("苏州星泽智能装备有限公司", "001", "91320500MADEM1014Q")] };
        IssuedLicence issued = await ledger.Register.IssueAsync(IssuingLedger.Issuer, request, IssuingLedger.Key("joint"), CancellationToken.None);
        string identifier = issued.Licence.Identifier.ToString();
        Assert.Equal(issued.Licence, Assert.Single(ledger.OfHolder(IssuingLedger.Issuer, "001", "91320500MADEM1014Q")));
        LicenceDocument document = ledger.Register.Open(IssuingLedger.Issuer, identifier).Document;
        Assert.Equal(("上海澜川餐饮管理有限公司", "苏州星泽智能装备有限公司"), (document["CZZT"], document["CZZT_2"]));

        await ledger.Parties.Holders.EraseAsync(issued.Licence.Holders[1], CancellationToken.None);
        Assert.Equal(LedgerError.NotFound, Assert.Throws<LedgerException>(() => ledger.Register.Open(IssuingLedger.Issuer, identifier)).Error);

        // Decisions go on: the state is no personal data, and who acted is then not kept.
        await ledger.Register.RevokeAsync(IssuingLedger.On(identifier, "end"), RevocationReason.Cancelled, null, CancellationToken.None);
        Assert.Equal(LicenceState.Cancelled, ledger.Register.StateOf(ledger.Now(issued)));
    }

    [Fact]
    public async Task A_thousand_licences_are_one_group_and_each_stands_or_falls_alone()
    {
        await using IssuingLedger ledger = new();
        long before = ledger.Parties.Writer.Head?.Size ?? 0;
        IssueItem[] items =
        [
            .. Enumerable.Range(0, LicenceRegister.MaximumIssued - 2).Select(i => new IssueItem(IssuingLedger.Request($"B{i}"), IssuingLedger.Key($"key {i}"))),
            new IssueItem(IssuingLedger.Request("B0"), IssuingLedger.Key("another")),
            new IssueItem(IssuingLedger.Request("B1") with { Number = "" }, IssuingLedger.Key("bad")),
        ];
        IReadOnlyList<IssueOutcome> outcomes = await ledger.Register.IssueManyAsync(IssuingLedger.Issuer, items, alone: null, CancellationToken.None);
        Assert.All(outcomes.SkipLast(2), outcome => Assert.NotNull(outcome.Issued));
        Assert.Equal([LedgerError.AlreadyExists, LedgerError.InvalidField], outcomes.TakeLast(2).Select(outcome => outcome.Refusal!.Error));

        // The holder, 998 licences, one map commit: one group, so one sync of the disk.
        Assert.Equal(before + 1 + 998 + 1, ledger.Parties.Writer.Head!.Size);
        IReadOnlyList<IssueOutcome> again = await ledger.Register.IssueManyAsync(IssuingLedger.Issuer, items, alone: null, CancellationToken.None);
        Assert.Equal(
            outcomes.SkipLast(2).Select(outcome => (outcome.Issued!.Receipt.Index, outcome.Issued.CheckCode)),
            again.SkipLast(2).Select(outcome => (outcome.Issued!.Receipt.Index, outcome.Issued.CheckCode)));
        Assert.Equal(before + 1000, ledger.Parties.Writer.Head.Size);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ledger.Register.IssueManyAsync(IssuingLedger.Issuer, [.. items, items[0]], alone: null, CancellationToken.None));
    }

    [Fact]
    public async Task Calls_with_many_are_made_ready_one_after_the_other_and_one_that_gives_up_holds_up_nobody()
    {
        await using IssuingLedger ledger = new();
        using CancellationTokenSource given = new();
        using ManualResetEventSlim goOn = new();
        TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ConcurrentQueue<string> read = new();
        Task<IReadOnlyList<IssueOutcome>> first = IssueAsync("A", CancellationToken.None);
        await reading.Task;
        Task<IReadOnlyList<IssueOutcome>> second = IssueAsync("B", given.Token);
        Task<IReadOnlyList<IssueOutcome>> third = IssueAsync("C", CancellationToken.None);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await Task.Delay(TimeSpan.FromMilliseconds(300)); // by now the third would have begun
        Assert.DoesNotContain(read, name => name is not "A");
        goOn.Set();
        Assert.All([.. await first, .. await third], outcome => Assert.NotNull(outcome.Issued));
        Assert.Equal(["A", "C"], read.Distinct());

        Task<IReadOnlyList<IssueOutcome>> IssueAsync(string name, CancellationToken cancel) => Task.Run(
            () => ledger.Register.IssueManyAsync(
                IssuingLedger.Issuer,
                40,
                places =>
                {
                    read.Enqueue(name);
                    reading.TrySetResult();
                    goOn.Wait(TimeSpan.FromSeconds(30));
                    return [.. places.Select(i => ((IssueItem?)new IssueItem(
                        IssuingLedger.Request($"{name}{i}"), IssuingLedger.Key($"{name} {i}")), (LedgerException?)null))];
                },
                alone: null,
                cancel),
            CancellationToken.None);
    }

    [Fact]
    public async Task What_is_thrown_by_reading_ends_the_call_and_leaves_the_next_alone()
    {
        await using IssuingLedger ledger = new();
        long? before = ledger.Parties.Writer.Head?.Size;
        LedgerException refusal = await Assert.ThrowsAsync<LedgerException>(() => ledger.Register.IssueManyAsync(
            IssuingLedger.Issuer, 40, _ => throw new LedgerException(LedgerError.MalformedBody, "坏。", "Bad."), alone: null, CancellationToken.None));
        Assert.Equal(LedgerError.MalformedBody, refusal.Error);
        Assert.Equal(before, ledger.Parties.Writer.Head?.Size);
        IssueItem[] items = [.. Enumerable.Range(0, 40).Select(i => new IssueItem(IssuingLedger.Request($"N{i}"), IssuingLedger.Key($"next {i}")))];
        Assert.All(
            await ledger.Register.IssueManyAsync(IssuingLedger.Issuer, items, alone: null, CancellationToken.None), outcome => Assert.NotNull(outcome.Issued));
    }
}
