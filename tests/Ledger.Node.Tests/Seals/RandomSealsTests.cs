using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Seals;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Licences;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Seals;

/// <summary>Random lives of seals, grants and licences, against a table of what the field's rules say.</summary>
public sealed class RandomSealsTests : IAsyncDisposable
{
    private const int QuickSteps = 250;
    private const int FullSteps = 6_000;
    private static readonly string[] Systems = ["licensing", "hall"];
    private static readonly string[] Accounts = ["clerk-1", "clerk-2"];
    private static readonly string?[] Types = [null, SealOffice.Type, "11100000MBDEM901XT002"];

    // The certificates of these tests are valid through 2026.
    private static readonly DateTimeOffset LastDay = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SealOffice _office = new(makesSeals: true);
    private readonly List<ModelSeal> _seals = [];
    private readonly bool _isFull = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";
    private string _where = "";
    private int _serial;

    private DateTimeOffset Now => _office.Ledger.Clock.Now;

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Licences_are_sealed_by_what_is_granted_and_by_nothing_else_and_replay_gives_the_same()
    {
        int seed = _isFull ? Environment.TickCount : 20260301;
        Random random = new(seed);
        for (int step = 0; step < (_isFull ? FullSteps : QuickSteps); step++)
        {
            _where = $"seed {seed}, step {step}";
            _office.Ledger.Clock.Now += TimeSpan.FromSeconds(2);
            await StepAsync(random);
        }

        Assert.Contains(_seals, seal => seal.Uses > 0);
        AssertRows();
        AssertReplay();
    }

    private Task StepAsync(Random random) => random.Next(12) switch
    {
        0 when _seals.Count(seal => seal.State is SealState.Applied) < Seal.MostWaiting => ApplyAsync(),
        0 or 1 when Now < LastDay && random.Next(3) == 0 => NextDaysAsync(random),
        <= 3 => ActAsync(random),
        <= 5 => GrantAsync(random),
        6 => WithdrawAsync(random),
        _ => IssueAsync(random),
    };

    private async Task ApplyAsync() => _seals.Add(new ModelSeal((await _office.ApplyAsync()).Handle));

    private Task NextDaysAsync(Random random)
    {
        _office.Ledger.Clock.Now += TimeSpan.FromDays(random.Next(1, 6));
        return Task.CompletedTask;
    }

    private async Task ActAsync(Random random)
    {
        if (_seals.Count == 0)
        {
            return;
        }

        ModelSeal model = _seals[random.Next(_seals.Count)];
        string act = ModelSeal.Acts[random.Next(ModelSeal.Acts.Count)];
        bool isPermitted = model.Permits(act);
        Exception? thrown = await Record.ExceptionAsync(() => DoAsync(_office.Now(model.Handle), act));
        Assert.True(isPermitted == thrown is null, $"{_where}: {act} of a seal that is {model.State}: {thrown?.Message ?? "done"}");
        if (isPermitted)
        {
            model.Apply(act, Now);
        }
    }

    private Task DoAsync(Seal seal, string act) => act switch
    {
        "approve" => _office.ApproveAsync(seal),
        "approve-alone" => _office.ApproveAsync(seal, SealOffice.Approver with { System = SealOffice.Applicant.System }),
        "reject" => _office.Register.RejectAsync(SealOffice.Approver, seal.Handle, _office.NewKey(), CancellationToken.None),
        "freeze" => _office.FreezeAsync(seal),
        "unfreeze" => _office.UnfreezeAsync(seal),
        "withdraw" => _office.RevokeAsync(seal, SealEnd.Withdrawn),
        _ => _office.RevokeAsync(seal),
    };

    private async Task GrantAsync(Random random)
    {
        if (_seals.Count == 0)
        {
            return;
        }

        ModelSeal model = _seals[random.Next(_seals.Count)];
        DateOnly today = BeijingTime.DayOf(Now);
        GrantRequest request = new(
            Types[random.Next(Types.Length)],
            random.Next(3) == 0 ? Systems[random.Next(2)] : null,
            Operator: null,
            today.AddDays(random.Next(-2, 3)),
            random.Next(2) == 0 ? today.AddDays(random.Next(2, 12)) : null,
            random.Next(3) == 0 ? null : random.Next(1, 4));
        request = request.System is null && random.Next(3) == 0 ? request with { Operator = Accounts[random.Next(2)] } : request;
        SealGrant? grant = null;
        Exception? thrown = await Record.ExceptionAsync(async () => grant = await _office.GrantAsync(_office.Now(model.Handle), request));
        Assert.True(model.IsGrantable == thrown is null, $"{_where}: a grant of a seal that is {model.State}");
        if (grant is not null)
        {
            model.Grants.Add(new ModelGrant(grant.Handle, request));
        }
    }

    private async Task WithdrawAsync(Random random)
    {
        if (_seals.SelectMany(seal => seal.Grants).Where(grant => !grant.IsWithdrawn).ToArray() is { Length: > 0 } live)
        {
            ModelGrant chosen = live[random.Next(live.Length)];
            ModelSeal seal = _seals.Single(one => one.Grants.Contains(chosen));
            await _office.Register.WithdrawAsync(SealOffice.Applicant, seal.Handle, chosen.Handle, _office.NewKey(), CancellationToken.None);
            chosen.IsWithdrawn = true;
        }
    }

    private async Task IssueAsync(Random random)
    {
        (string system, string account) = (Systems[random.Next(2)], Accounts[random.Next(2)]);
        DateOnly today = BeijingTime.DayOf(Now);
        ModelSeal[] inForce = [.. _seals.Where(seal => seal.State is SealState.InForce).OrderByDescending(seal => seal.MadeAt)];
        ModelSeal? expected = inForce.FirstOrDefault(seal => seal.Grants.Any(Covers));
        ModelGrant? grant = expected?.Grants.Where(Covers).MinBy(one => one.Rank);
        IssuedLicence? issued = null;
        Exception? thrown = await Record.ExceptionAsync(async () => issued = await _office.IssueAsync($"R{_serial++:00000}", system, account));
        if (grant is null)
        {
            LedgerError error = Assert.IsType<LedgerException>(thrown).Error;
            Assert.True(error == (inForce.Length == 0 ? LedgerError.SealNotInForce : LedgerError.SealNotGranted), $"{_where}: {error}");
            return;
        }

        Assert.True(thrown is null, $"{_where}: {thrown?.Message}");
        Assert.True(issued!.Licence.SealHandle == expected!.Handle, $"{_where}: another seal");
        grant.Used++;
        expected.Uses++;

        bool Covers(ModelGrant one) => one.Covers(SealOffice.Type, system, account, today);
    }

    private void AssertRows()
    {
        using LedgerRead rows = _office.Ledger.Parties.Writer.Read();
        LogProofs proofs = new(rows);
        foreach (ModelSeal model in _seals)
        {
            Seal seal = SealTable.Find(rows, model.Handle)!;
            Assert.Equal(model.State, seal.Recorded);
            Assert.Equal(
                model.Grants.Select(grant => (grant.Handle, grant.Used, grant.IsWithdrawn)),
                SealGrantTable.Of(rows, model.Handle).Select(grant => (grant.Handle, grant.Used, grant.WithdrawnAt is not null)));
            Assert.Equal(model.Uses, SealGrantTable.Uses(rows, model.Handle, after: null, limit: int.MaxValue).Count());
            SubjectStatus proven = proofs.Status(SealTable.SubjectOf(model.Handle).KeyIn(IssuingLedger.Origin), StatusBundle.MaxEvents).Entry!.Status;
            Assert.Equal(
                model.State switch
                {
                    SealState.Applied => SubjectStatus.Registered,
                    SealState.InForce => SubjectStatus.Valid,
                    SealState.Frozen => SubjectStatus.Suspended,
                    _ => SubjectStatus.Revoked,
                },
                proven);
        }
    }

    private void AssertReplay()
    {
        using TemporaryFolder folder = new();
        using StateStore scratch = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(folder["scratch"]) });
        using LedgerRead rows = _office.Ledger.Parties.Writer.Read();
        Assert.Null(_office.Ledger.Parties.Replay(scratch, rows).Difference);
    }
}
