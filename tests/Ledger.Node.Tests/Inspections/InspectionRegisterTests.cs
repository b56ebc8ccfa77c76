using System.Text;
using Ledger.Crypto.Transparency;
using Ledger.Node.Consents;
using Ledger.Node.Inspections;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Consents;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Inspections;

public sealed class InspectionRegisterTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Number = "JC-2026-0007";

    private readonly ConsentLedger _ledger = new();
    private readonly UseRegister _uses;

    public InspectionRegisterTests() => _uses = _ledger.Uses();

    private InspectionPlan Good => new(Number, "日常检查", [("001", SampleLicences.Lanchuan.Code)], ["clerk-9"], [], From: null, _ledger.Clock.Now.AddDays(1));

    public Task InitializeAsync() => _ledger.IssueBusinessAsync();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask; // the other one does it

    [Fact]
    public async Task A_plan_opens_what_it_names_until_it_ends_and_the_log_names_nobody()
    {
        RequestKey key = _ledger.NewKey();
        OpenedInspection plan = await RegisterAsync(Good, key: key);
        Assert.Equal(plan.Inspection.Index, (await RegisterAsync(Good, key: key)).Inspection.Index);
        Assert.Equal((SubjectStatus.Valid, 1u), StatusOf(plan));
        Assert.Equal(plan.Inspection.Handle, (await ReadAsync()).Made.InspectionHandle);
        await ConsentLedger.RefusedAsync(LedgerError.AlreadyExists, () => RegisterAsync(Good));
        Assert.Equal([Number], _ledger.Inspections.Of(IssuingLedger.Issuer, before: null).Select(known => known.Content.Number));
        Assert.Empty(_ledger.Inspections.Of(IssuingLedger.Stranger, before: null));

        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => EndAsync(plan, IssuingLedger.Stranger));
        await ConsentLedger.RefusedAsync(LedgerError.InvalidField, () => EndAsync(plan, reason: ""));
        await ConsentLedger.RefusedAsync(LedgerError.InvalidField, () => EndAsync(plan, reason: new string('完', InspectionLimits.ReasonLength + 1)));
        _ = await EndAsync(plan, reason: new string('完', InspectionLimits.ReasonLength));
        await ConsentLedger.RefusedAsync(LedgerError.WrongState, () => EndAsync(plan));
        Assert.Equal((SubjectStatus.Withdrawn, 2u), StatusOf(plan));
        Assert.Equal("检查计划已结束。", (await ConsentLedger.RefusedAsync(LedgerError.InspectionNotInForce, () => ReadAsync())).Chinese);

        using LedgerRead rows = _ledger.Parties.Writer.Read();
        string body = Encoding.UTF8.GetString(rows.Get(Column.Bodies, RowKey.Of(plan.Inspection.Index))!);
        Assert.All([Number, SampleLicences.Lanchuan.Code, "clerk-9", "日常检查"], text => Assert.DoesNotContain(text, body, StringComparison.Ordinal));
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task Nothing_is_read_under_a_plan_that_is_unknown_not_begun_over_or_does_not_name_who_reads_or_whom()
    {
        Assert.Equal("该机构未在本省报备此编号的检查计划。", (await ConsentLedger.RefusedAsync(LedgerError.InspectionNotInForce, () => ReadAsync())).Chinese);
        _ = await RegisterAsync(Good with { From = _ledger.Clock.Now.AddHours(1) });
        Assert.Equal("检查计划尚未开始。", (await ConsentLedger.RefusedAsync(LedgerError.InspectionNotInForce, () => ReadAsync())).Chinese);
        _ledger.Clock.Now += TimeSpan.FromHours(1);
        _ = await ReadAsync();
        await ConsentLedger.RefusedAsync(LedgerError.InspectionNotInForce, () => ReadAsync(new BasisClaim(UseBasis.Inspection, Number: Number, RegisteredBy: IssuingLedger.Stranger)));
        UseCaller other = ConsentLedger.Caller(IssuingLedger.Stranger, ConsentLedger.BusinessType);
        Assert.Equal("检查计划未列本机构。", (await ConsentLedger.RefusedAsync(LedgerError.InspectionNotCovering, () => ReadAsync(caller: other))).Chinese);
        Assert.Equal("检查计划未列此经办人为执法人员。", (await ConsentLedger.RefusedAsync(LedgerError.InspectionNotCovering, () => ReadAsync(account: "clerk-8"))).Chinese);
        _ledger.Clock.Now += TimeSpan.FromHours(23);
        _ = await ReadAsync(); // the last moment counts
        _ledger.Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal("检查计划的期限已过。", (await ConsentLedger.RefusedAsync(LedgerError.InspectionNotInForce, () => ReadAsync())).Chinese);

        _ = await RegisterAsync(Good with { Number = "JC-2", Subjects = [("111", ConsentLedger.Mother)], Authorities = [IssuingLedger.Stranger] });
        BasisClaim second = new(UseBasis.Inspection, Number: "JC-2", RegisteredBy: IssuingLedger.Issuer);
        Assert.Equal("检查计划未列此主体为检查对象。", (await ConsentLedger.RefusedAsync(LedgerError.InspectionNotCovering, () => ReadAsync(second))).Chinese);
        await ConsentLedger.RefusedAsync(LedgerError.InspectionNotCovering, () => ReadAsync(second, other)); // takes part, and yet: another subject
    }

    [Fact]
    public async Task A_read_that_was_prepared_before_the_end_is_refused_behind_it()
    {
        OpenedInspection plan = await RegisterAsync(Good);
        MadeUse made = await ReadAsync();
        _ = await EndAsync(plan);
        PreparedUse late = new(new UseMade(made.Made) { Use = Ledger.Node.Parties.Handle.New() }, []);
        await ConsentLedger.RefusedAsync(LedgerError.InspectionNotInForce, () => _ledger.Parties.Writer.WriteAsync(write => late.Enter(write, 10), CancellationToken.None));
    }

    [Fact]
    public async Task A_plan_is_refused_with_the_field_at_fault()
    {
        InspectionPlan good = Good;
        (string, string)[] many = [.. Enumerable.Range(0, InspectionLimits.Subjects + 1).Select(i => ("099", $"SUBJECT{i}"))];
        string[] authorities = [.. Enumerable.Range(0, InspectionLimits.Authorities + 1).Select(_ => IssuingLedger.Stranger)];
        string[] inspectors = [.. Enumerable.Range(0, InspectionLimits.Inspectors + 1).Select(i => $"clerk-{i}")];
        (InspectionPlan Plan, string Field)[] wrong =
        [
            (good with { Number = "" }, "/number"), (good with { Number = new string('7', InspectionLimits.TextLength + 1) }, "/number"), (good with { Kind = "\n" }, "/kind"),
            (good with { Subjects = [] }, "/subjects"), (good with { Subjects = [good.Subjects[0], good.Subjects[0]] }, "/subjects"), (good with { Subjects = many }, "/subjects"),
            (good with { Subjects = [("001", "91310105MADEM0009X")] }, "/subjects/0"), (good with { Subjects = [("888", "x")] }, "/subjects/0"),
            (good with { Inspectors = [] }, "/inspectors"), (good with { Inspectors = ["张三"] }, "/inspectors"), (good with { Inspectors = inspectors }, "/inspectors"),
            (good with { Authorities = ["x"] }, "/authorities"), (good with { Authorities = authorities }, "/authorities"),
            (good with { From = _ledger.Clock.Now.AddMilliseconds(-1) }, "/from"), (good with { From = _ledger.Clock.Now + InspectionLimits.Longest + TimeSpan.FromMilliseconds(1), To = _ledger.Clock.Now.AddDays(400) }, "/from"),
            (good with { To = _ledger.Clock.Now }, "/to"), (good with { To = _ledger.Clock.Now + InspectionLimits.Longest + TimeSpan.FromMilliseconds(1) }, "/to"),
        ];
        foreach ((InspectionPlan plan, string field) in wrong)
        {
            LedgerException refusal = await ConsentLedger.RefusedAsync(LedgerError.InvalidField, () => RegisterAsync(plan));
            Assert.Contains(field, refusal.Fields.Select(fault => fault.Field));
        }

        await ConsentLedger.RefusedAsync(LedgerError.InvalidField, () => RegisterAsync(good, account: "经办"));
        _ = await RegisterAsync(good with { Number = new string('7', InspectionLimits.TextLength), Inspectors = inspectors[1..], To = _ledger.Clock.Now + InspectionLimits.Longest });
    }

    private (SubjectStatus, uint) StatusOf(OpenedInspection plan)
    {
        StatusEntry entry = _ledger.StatusOf(InspectionTable.Subject(plan.Inspection.Handle))!;
        return (entry.Status, entry.Version);
    }

    private Task<OpenedInspection> RegisterAsync(InspectionPlan plan, RequestKey? key = null, string account = "clerk-1") =>
        _ledger.Inspections.RegisterAsync(IssuingLedger.Issuer, plan, ("system", account), key ?? _ledger.NewKey(), CancellationToken.None);

    private Task<LogReceipt> EndAsync(OpenedInspection plan, string authority = IssuingLedger.Issuer, string reason = "检查完毕") => _ledger.Inspections.EndAsync(
        authority, Convert.ToHexStringLower(plan.Inspection.Handle.Span), reason, ("system", "clerk-1"), _ledger.NewKey(), CancellationToken.None);

    private Task<MadeUse> ReadAsync(BasisClaim? claim = null, UseCaller? caller = null, string account = "clerk-9")
    {
        UseRequest request = ConsentLedger.Use(claim ?? new BasisClaim(UseBasis.Inspection, Number: Number, RegisteredBy: IssuingLedger.Issuer));
        return _uses.UseAsync(
            caller ?? ConsentLedger.Caller(IssuingLedger.Issuer), request with { Purpose = request.Purpose with { Operator = account } }, _ledger.NewKey(), CancellationToken.None);
    }
}
