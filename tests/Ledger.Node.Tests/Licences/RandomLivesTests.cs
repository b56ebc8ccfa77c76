using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Licences;

/// <summary>Random sequences of everything that can be done to licences, against a table of what the field's rules say.</summary>
public sealed class RandomLivesTests
{
    private const int QuickSteps = 600;
    private const int FullSteps = 20_000;
    private const int Lines = 12;

    // The seals of these tests are valid through 2026.
    private static readonly DateTimeOffset LastDay = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, (LicenceAct Act, RevocationReason Reason)> Codes = new()
    {
        ["change"] = (LicenceAct.Change, default),
        ["renewal"] = (LicenceAct.Renewal, default),
        ["replacement"] = (LicenceAct.Replacement, default),
        ["correction"] = (LicenceAct.Correction, default),
        ["cancelled"] = (default, RevocationReason.Cancelled),
        ["withdrawn"] = (default, RevocationReason.Withdrawn),
        ["penalty"] = (default, RevocationReason.Penalty),
        ["transferred"] = (default, RevocationReason.Transferred),
    };

    private readonly List<List<ModelLicence>> _lines = [];
    private readonly Dictionary<string, DateOnly> _lastDays = [];
    private int _key;

    [Fact]
    public async Task No_sequence_of_acts_reaches_a_state_that_the_rules_do_not_give_and_replay_gives_the_same()
    {
        bool isFull = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";
        int seed = isFull ? Environment.TickCount : 20260301;
        Random random = new(seed);
        await using IssuingLedger ledger = new();
        for (int step = 0; step < (isFull ? FullSteps : QuickSteps); step++)
        {
            await StepAsync(ledger, random, $"seed {seed}, step {step}");
        }

        AssertLines(ledger);
        AssertReplay(ledger);
    }

    private async Task StepAsync(IssuingLedger ledger, Random random, string where)
    {
        if (_lines.Count < Lines || random.Next(40) == 0)
        {
            await IssueAsync(ledger);
            return;
        }

        if (random.Next(25) == 0 && ledger.Clock.Now < LastDay)
        {
            ledger.Clock.Now += TimeSpan.FromDays(random.Next(1, 40));
        }

        List<ModelLicence> line = _lines[random.Next(_lines.Count)];
        ModelLicence licence = random.Next(6) == 0 ? line[random.Next(line.Count)] : line[^1];
        string act = ModelLicence.Acts[random.Next(ModelLicence.Acts.Count)];
        bool isExpired = IsExpired(ledger, licence);
        bool isPermitted = licence.Permits(act, isExpired);
        LedgerException? refused = await Record.ExceptionAsync(() => DoAsync(ledger, line, licence, act)) is { } thrown
            ? Assert.IsType<LedgerException>(thrown)
            : null;
        Assert.True(isPermitted == refused is null, $"{where}: {act} of a licence that is {licence.StateOn(isExpired)}: {refused?.Message ?? "done"}");
        Assert.True(refused is null || refused.Error is LedgerError.WrongState, $"{where}: {refused?.Error}");
        if (isPermitted)
        {
            licence.Apply(act);
        }

        Licence now = ledger.Register.Open(IssuingLedger.Issuer, licence.Identifier).Licence;
        Assert.Equal(
            (licence.StateOn(isExpired), licence.IsDisputed, licence.Events),
            (ledger.Register.StateOf(now).Code(), now.IsDisputed, now.EventCount));
    }

    private async Task IssueAsync(IssuingLedger ledger)
    {
        DateOnly last = LicenceDate.InChina(ledger.Clock.Now).AddDays(60);
        IssueLicence request = IssuingLedger.Request($"R{_lines.Count}") with { Validity = new Validity(new DateOnly(2026, 1, 1), last) };
        IssuedLicence issued = await ledger.Register.IssueAsync(
            IssuingLedger.Issuer, request, IssuingLedger.Key($"key {_key++}"), CancellationToken.None);
        string identifier = issued.Licence.Identifier.ToString();
        _lastDays[identifier] = last;
        _lines.Add([new ModelLicence(identifier, 1, previous: null)]);
    }

    private async Task DoAsync(IssuingLedger ledger, List<ModelLicence> line, ModelLicence licence, string act)
    {
        LicenceDecision decision = IssuingLedger.On(licence.Identifier, $"key {_key++}");
        CancellationToken none = CancellationToken.None;
        switch (act)
        {
            case "suspend":
                await ledger.Register.SuspendAsync(decision, until: null, none);
                break;
            case "resume":
                await ledger.Register.ResumeAsync(decision, none);
                break;
            case "check":
                await ledger.Register.CheckAsync(decision, passed: true, nextDue: null, none);
                break;
            case "dispute":
                await ledger.Register.DisputeAsync(decision, "YY-1", none);
                break;
            case "lift":
                await ledger.Register.LiftDisputeAsync(decision, DisputeOutcome.Rejected, none);
                break;
            case "change" or "renewal" or "replacement" or "correction":
                await NextAsync(ledger, line, licence, Codes[act].Act, decision);
                break;
            default:
                await ledger.Register.RevokeAsync(decision, Codes[act].Reason, act == "transferred" ? "330000" : null, none);
                break;
        }
    }

    private async Task NextAsync(IssuingLedger ledger, List<ModelLicence> line, ModelLicence before, LicenceAct act, LicenceDecision decision)
    {
        DateOnly last = act is LicenceAct.Renewal ? _lastDays[before.Identifier].AddDays(60) : _lastDays[before.Identifier];
        NextVersion next = new(act, decision.Decision) { Validity = new Validity(new DateOnly(2026, 1, 1), last) };
        IssuedLicence issued = await ledger.Register.IssueNextAsync(
            IssuingLedger.Issuer, before.Identifier, next, decision.Key, CancellationToken.None);
        string identifier = issued.Licence.Identifier.ToString();
        _lastDays[identifier] = last;
        line.Add(new ModelLicence(identifier, before.Version + 1, before.Identifier));
    }

    private bool IsExpired(IssuingLedger ledger, ModelLicence licence) =>
        _lastDays[licence.Identifier] < LicenceDate.InChina(ledger.Clock.Now);

    /// <summary>Version numbers are dense, and every version names the one before and is named by it.</summary>
    private void AssertLines(IssuingLedger ledger)
    {
        using LedgerRead rows = ledger.Parties.Writer.Read();
        foreach (List<ModelLicence> line in _lines)
        {
            Licence[] versions = [.. line.Select(version => LicenceTable.Get(rows, LicenceIdentifier.Parse(version.Identifier)))];
            Assert.Equal(Enumerable.Range(1, line.Count), versions.Select(version => version.Identifier.Version));
            Assert.Equal(line.Select(version => version.Previous), versions.Select(version => version.Previous));
            Assert.Equal(versions.SkipLast(1).Select(version => version.Handle), versions.Skip(1).Select(version => version.PreviousHandle));
            Assert.Equal(versions.Skip(1).Select(version => version.Handle), versions.SkipLast(1).Select(version => version.SuccessorHandle));
            Assert.All(versions.SkipLast(1), version => Assert.Equal(RevocationReason.Superseded, version.EndedBy));
        }

        Assert.Contains(_lines, line => line.Count > 3);
    }

    private static void AssertReplay(IssuingLedger ledger)
    {
        using TemporaryFolder folder = new();
        using StateStore scratch = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(folder["scratch"]) });
        using LedgerRead rows = ledger.Parties.Writer.Read();
        ReplayReport report = ledger.Parties.Replay(scratch, rows);
        Assert.Null(report.Difference);
        Assert.Equal((rows.Head!.Size, rows.Head.Map.Root), (report.Size, report.MapRoot));
    }
}
