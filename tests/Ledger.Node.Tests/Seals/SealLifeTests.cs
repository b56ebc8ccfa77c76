using Ledger.Crypto.ESeals;
using Ledger.Node.Log;
using Ledger.Node.Seals;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Seals;

public sealed class SealLifeTests : IAsyncDisposable
{
    private readonly SealOffice _office = new();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task A_seal_is_applied_for_approved_installed_frozen_given_free_and_revoked()
    {
        Seal seal = await _office.ApplyAsync();
        Assert.Equal(SealState.Applied, seal.Recorded);
        Assert.Null(seal.SealSm3);

        seal = await _office.ApproveAsync(seal);
        Assert.Equal(SealState.Approved, seal.Recorded);

        seal = await _office.InstallAsync(seal);
        Assert.Equal((SealState.InForce, "installed"), (seal.Recorded, seal.Origin));
        Assert.Equal(_office.Ledger.Keys.Of(IssuingLedger.Issuer).SealSm3, seal.SealSm3);

        seal = await _office.FreezeAsync(seal);
        Assert.Equal(SealState.Frozen, seal.Recorded);
        seal = await _office.UnfreezeAsync(seal);
        Assert.Equal(SealState.InForce, seal.Recorded);
        seal = await _office.RevokeAsync(seal, SealEnd.KeyCompromised);
        Assert.Equal((SealState.Revoked, SealEnd.KeyCompromised), (seal.Recorded, seal.EndedBy));
        Assert.Equal(
            ["seal.applied.v1", "seal.approved.v1", "seal.made.v1", "seal.frozen.v1", "seal.unfrozen.v1", "seal.revoked.v1"],
            seal.Steps.Select(step => step.Event));
        Assert.Equal(["licensing", "seal-office"], seal.Steps.Take(2).Select(step => step.By!.System));
        Assert.Equal(("head-1", "同意"), Details(seal, 1));
    }

    [Theory]
    [InlineData("licensing", "head-1")]
    [InlineData("seal-office", "clerk-1")]
    [InlineData("licensing", "clerk-1")]
    public async Task Nobody_decides_on_an_application_who_made_it_nor_through_the_system_that_did(string system, string account)
    {
        Seal seal = await _office.ApplyAsync();
        SealCaller same = new(IssuingLedger.Issuer, system, account, "理由");
        Assert.Equal(LedgerError.NotAllowed, await SealOffice.RefusalOf(_office.ApproveAsync(seal, same)));
        Assert.Equal(
            LedgerError.NotAllowed, await SealOffice.RefusalOf(_office.Register.RejectAsync(same, seal.Handle, _office.NewKey(), CancellationToken.None)));
        Assert.Equal(SealState.Applied, _office.Now(seal.Handle).Recorded);
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_and_is_for_good()
    {
        Seal seal = await _office.ApplyAsync();
        Assert.Equal(LedgerError.MissingField, await SealOffice.RefusalOf(RejectAsync(seal, SealOffice.Approver with { Note = null })));
        await RejectAsync(seal, SealOffice.Approver with { Note = "名称与机构不符" });
        Assert.Equal(SealState.Rejected, _office.Now(seal.Handle).Recorded);
        Assert.Equal(("head-1", "名称与机构不符"), Details(_office.Now(seal.Handle), 1));
        Assert.Equal(LedgerError.WrongState, await SealOffice.RefusalOf(_office.ApproveAsync(seal)));
    }

    [Fact]
    public async Task What_the_state_does_not_permit_is_refused()
    {
        Seal seal = await _office.ApplyAsync();
        Assert.Equal(LedgerError.WrongState, await SealOffice.RefusalOf(_office.InstallAsync(seal)));
        Assert.Equal(LedgerError.WrongState, await SealOffice.RefusalOf(_office.FreezeAsync(seal)));
        Assert.Equal(LedgerError.WrongState, await SealOffice.RefusalOf(_office.GrantAsync(seal)));
        Assert.Equal(LedgerError.InvalidField, await SealOffice.RefusalOf(_office.RevokeAsync(seal)));
        seal = await _office.InstallAsync(await _office.ApproveAsync(seal));
        Assert.Equal(LedgerError.InvalidField, await SealOffice.RefusalOf(_office.RevokeAsync(seal, SealEnd.Withdrawn)));
        Assert.Equal(LedgerError.WrongState, await SealOffice.RefusalOf(_office.UnfreezeAsync(seal)));
        await _office.RevokeAsync(seal);
        Assert.Equal(LedgerError.WrongState, await SealOffice.RefusalOf(_office.RevokeAsync(seal)));
        Assert.Equal(LedgerError.WrongState, await SealOffice.RefusalOf(_office.GrantAsync(seal)));
    }

    [Fact]
    public async Task A_seal_is_in_force_from_the_first_to_the_last_moment_of_its_validity()
    {
        Seal seal = await _office.MadeAsync();
        (DateTimeOffset from, DateTimeOffset until) = seal.Validity!.Value;
        Assert.Equal(SealState.Expired, seal.StateAt(from.AddMilliseconds(-1)));
        Assert.Equal(SealState.InForce, seal.StateAt(from));
        Assert.Equal(SealState.InForce, seal.StateAt(until));
        Assert.Equal(SealState.Expired, seal.StateAt(until.AddMilliseconds(1)));
    }

    [Fact]
    public async Task An_application_taken_back_makes_room_for_another()
    {
        for (int i = 0; i < Seal.MostWaiting; i++)
        {
            await _office.ApplyAsync();
        }

        Assert.Equal(LedgerError.WrongState, await SealOffice.RefusalOf(_office.ApplyAsync()));
        await _office.RevokeAsync(_office.Register.List(IssuingLedger.Issuer)[0], SealEnd.Withdrawn);
        await _office.ApplyAsync();
    }

    [Fact]
    public async Task Another_authority_s_seal_is_as_good_as_absent()
    {
        Seal seal = await _office.MadeAsync();
        SealCaller stranger = new(IssuingLedger.Stranger, "licensing", "clerk-1", "理由");
        Assert.Equal(
            LedgerError.NotFound, await SealOffice.RefusalOf(_office.Register.FreezeAsync(stranger, seal.Handle, _office.NewKey(), CancellationToken.None)));
        Assert.Throws<LedgerException>(() => _office.Register.Get(IssuingLedger.Stranger, seal.Handle));
        Assert.Empty(_office.Register.List(IssuingLedger.Stranger));
    }

    [Fact]
    public async Task A_request_sent_again_is_answered_and_not_done_again()
    {
        RequestKey apply = _office.NewKey();
        SealChange first = await _office.Register.ApplyAsync(SealOffice.Applicant, SealOffice.Application, apply, CancellationToken.None);
        SealChange again = await _office.Register.ApplyAsync(SealOffice.Applicant, SealOffice.Application, apply, CancellationToken.None);
        Assert.Equal(first.Seal.Handle, again.Seal.Handle);
        Assert.Single(_office.Register.List(IssuingLedger.Issuer));

        RequestKey approve = _office.NewKey();
        await _office.Register.ApproveAsync(SealOffice.Approver, first.Seal.Handle, approve, CancellationToken.None);
        SealChange approved = await _office.Register.ApproveAsync(SealOffice.Approver, first.Seal.Handle, approve, CancellationToken.None);
        Assert.Equal(2, approved.Seal.Steps.Count);
    }

    [Theory]
    [InlineData(1, 10, null)]
    [InlineData(100, 1, null)]
    [InlineData(101, 1, "/name")]
    [InlineData(1, 0, "/years")]
    [InlineData(1, 11, "/years")]
    public async Task A_name_has_up_to_100_characters_and_a_seal_up_to_10_years(int characters, int years, string? field)
    {
        SealApplication application = new("机构", new string('章', characters), years);
        Task<SealChange> applying = _office.Register.ApplyAsync(SealOffice.Applicant, application, _office.NewKey(), CancellationToken.None);
        if (field is null)
        {
            await applying;
            return;
        }

        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => applying);
        Assert.Equal((LedgerError.InvalidField, field), (refused.Error, refused.Field));
    }

    [Fact]
    public async Task A_seal_s_record_always_has_room_for_its_end()
    {
        Seal seal = await _office.MadeAsync();
        while (seal.Steps.Count + 3 <= Seal.MostEvents)
        {
            seal = await _office.UnfreezeAsync(await _office.FreezeAsync(seal));
        }

        Assert.Equal(LedgerError.WrongState, await SealOffice.RefusalOf(_office.FreezeAsync(seal)));
        seal = await _office.RevokeAsync(seal);
        Assert.True(seal.Steps.Count <= Seal.MostEvents);
    }

    [Fact]
    public async Task A_node_that_starts_takes_over_the_seals_in_use_and_afterwards_only_approved_ones()
    {
        await _office.Register.EnterHeldAsync(CancellationToken.None);
        Seal taken = Assert.Single(_office.Register.List(IssuingLedger.Issuer));
        Assert.Equal((SealState.InForce, "taken-over"), (taken.Recorded, taken.Origin));
        await _office.IssueAsync("T0001");
        Assert.Equal(0, await _office.Register.EnterHeldAsync(CancellationToken.None));

        // A set of files that nobody approved stays out.
        string renewed = _office.Ledger.Seals.Write(Path.Combine(_office.Ledger.KeyFolder, "renewed"), IssuingLedger.Issuer);
        _office.Ledger.Keys.Add(AuthorityKeys.Load(renewed));
        Assert.Equal(0, await _office.Register.EnterHeldAsync(CancellationToken.None));
        Assert.Single(_office.Register.List(IssuingLedger.Issuer));

        Seal approved = await _office.ApproveAsync(await _office.ApplyAsync());
        Assert.Equal(1, await _office.Register.EnterHeldAsync(CancellationToken.None));
        Assert.Equal((SealState.InForce, "installed"), (_office.Now(approved.Handle).Recorded, _office.Now(approved.Handle).Origin));
    }

    [Fact]
    public async Task What_is_read_beside_a_seal_is_who_acted_and_what_it_shows()
    {
        Seal seal = await _office.MadeAsync();
        Assert.Equal("SVG", _office.Register.PictureOf(IssuingLedger.Issuer, seal.Handle).Type);
        Seal applied = await _office.ApplyAsync();
        ESealPicture drawn = _office.Register.PictureOf(IssuingLedger.Issuer, applied.Handle);
        Assert.Equal(("SVG", SealDrawing.Millimetres), (drawn.Type, drawn.Width));
        Assert.Null(SealSvg.FindFault(drawn.Data.ToArray()));
    }

    private (string Operator, string Note) Details(Seal seal, int step)
    {
        SealDetails details = _office.Register.DetailsOf(seal.Handle, seal.Steps[step])!;
        return (details.Operator, details.Note);
    }

    private Task<SealChange> RejectAsync(Seal seal, SealCaller by) => _office.Register.RejectAsync(by, seal.Handle, _office.NewKey(), CancellationToken.None);
}
