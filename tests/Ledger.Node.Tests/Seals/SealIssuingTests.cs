using Ledger.Node.Licences;
using Ledger.Node.Seals;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Seals;

/// <summary>Issuing needs a seal in force and a grant, in the writer's turn.</summary>
public sealed class SealIssuingTests : IAsyncDisposable
{
    private readonly SealOffice _office = new();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Without_a_seal_in_the_ledger_nothing_is_issued()
    {
        Assert.Equal(LedgerError.SealNotInForce, await SealOffice.RefusalOf(_office.IssueAsync("T0001")));
        await _office.ApproveAsync(await _office.ApplyAsync());
        Assert.Equal(LedgerError.SealNotInForce, await SealOffice.RefusalOf(_office.IssueAsync("T0001")));
        Assert.Empty(_office.Ledger.OfHolder(IssuingLedger.Issuer));
    }

    [Fact]
    public async Task A_frozen_revoked_or_expired_seal_seals_nothing()
    {
        Seal seal = await _office.MadeAsync();
        await _office.GrantAsync(seal);
        await _office.IssueAsync("T0001");
        await _office.FreezeAsync(seal);
        Assert.Equal(LedgerError.SealNotInForce, await SealOffice.RefusalOf(_office.IssueAsync("T0002")));
        await _office.UnfreezeAsync(seal);
        await _office.IssueAsync("T0002");
        _office.Ledger.Clock.Now = new DateTimeOffset(2027, 1, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(SealState.Expired, _office.Now(seal.Handle).StateAt(_office.Ledger.Clock.Now));
        Assert.Equal(LedgerError.SealNotInForce, await SealOffice.RefusalOf(_office.IssueAsync("T0003")));
        await _office.RevokeAsync(seal);
        Assert.Equal(LedgerError.SealNotInForce, await SealOffice.RefusalOf(_office.IssueAsync("T0003")));
        Assert.Equal(2, _office.Register.Uses(IssuingLedger.Issuer, seal.Handle, after: null).Count);
    }

    [Fact]
    public async Task What_was_prepared_before_the_freeze_and_comes_after_it_is_refused()
    {
        Seal seal = await _office.MadeAsync();
        await _office.GrantAsync(seal);
        TaskCompletionSource started = new();
        TaskCompletionSource gate = new();
        Task blocked = _office.Ledger.Parties.Writer.WriteAsync(
            _ =>
            {
                started.SetResult();
                gate.Task.Wait();
                return 0;
            },
            CancellationToken.None);
        await started.Task;

        // Both wait for their turns: the freeze first, then the licence, which is signed while the seal is in force as far as anybody can read.
        Task<Seal> freezing = _office.FreezeAsync(seal);
        Task<IssuedLicence> issuing = Task.Run(() => _office.IssueAsync("T0001"));
        Assert.False(SpinWait.SpinUntil(() => issuing.IsCompleted, TimeSpan.FromMilliseconds(300)));
        gate.SetResult();
        await blocked;
        await freezing;
        Assert.Equal(LedgerError.SealNotInForce, await SealOffice.RefusalOf(issuing));
        Assert.Empty(_office.Ledger.OfHolder(IssuingLedger.Issuer));
        Assert.Equal("seal-not-in-force", Assert.Single(_office.Register.Refusals(IssuingLedger.Issuer, after: null)).Reason);
    }

    [Fact]
    public async Task Refused_attempts_are_in_the_log_one_event_a_minute_with_their_number()
    {
        Seal seal = await _office.MadeAsync();
        long before = _office.Ledger.Parties.Writer.Head!.Size;
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(LedgerError.SealNotGranted, await SealOffice.RefusalOf(_office.IssueAsync($"T{i:0000}")));
        }

        // One event and the map commit of its group: nothing else was written.
        Assert.Equal(before + 2, _office.Ledger.Parties.Writer.Head!.Size);
        await _office.Register.Attempts.FlushAsync();
        Assert.Equal([1L], Refused().Select(refused => refused.Count));

        _office.Ledger.Clock.Now += SealAttempts.Window;
        await _office.Register.Attempts.FlushAsync();
        Assert.Equal([1L, 19L], Refused().Select(refused => refused.Count));
        Assert.All(Refused(), refused => Assert.Equal((SealOffice.Type, "licensing", "seal-not-granted"), (refused.LicenceType, refused.System, refused.Reason)));

        _office.Ledger.Clock.Now += SealAttempts.Window;
        Assert.Equal(LedgerError.SealNotGranted, await SealOffice.RefusalOf(_office.IssueAsync("T0001", system: "other")));
        Assert.Equal(["licensing", "licensing", "other"], Refused().Select(refused => refused.System));
        Assert.Empty(_office.Register.Uses(IssuingLedger.Issuer, seal.Handle, after: null));
    }

    [Fact]
    public async Task A_dry_run_says_so_and_logs_nothing()
    {
        await _office.MadeAsync();
        long before = _office.Ledger.Parties.Writer.Head!.Size;
        LedgerException? refusal = Assert.Single(_office.Ledger.Register.FindRefusals(IssuingLedger.Issuer, [SealOffice.RequestOf("T0001")]));
        Assert.Equal(LedgerError.SealNotGranted, refusal?.Error);
        Assert.Equal(before, _office.Ledger.Parties.Writer.Head!.Size);
    }

    [Fact]
    public async Task Next_versions_need_a_grant_too()
    {
        Seal seal = await _office.MadeAsync();
        SealGrant grant = await _office.GrantAsync(seal, SealOffice.Everything with { Count = 1 });
        IssuedLicence issued = await _office.IssueAsync("T0001");
        NextVersion next = new(LicenceAct.Correction, IssuingLedger.Ground with { System = "licensing" })
        {
            Fields = new Dictionary<string, string> { ["JYFW"] = "餐饮管理" },
        };
        Assert.Equal(LedgerError.SealNotGranted, await SealOffice.RefusalOf(_office.Ledger.NextAsync(issued, next)));
        Assert.Null(_office.Ledger.Now(issued).SuccessorHandle);
        await _office.GrantAsync(seal);
        await _office.Ledger.NextAsync(issued, next);
        Assert.Equal(1, _office.Now(grant).Used);
    }

    private IReadOnlyList<RefusedUse> Refused() => _office.Register.Refusals(IssuingLedger.Issuer, after: null);
}
