using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.SignIn;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Consents;

public sealed class UseObjectionsTests : IAsyncDisposable
{
    private readonly ConsentLedger _ledger = new();
    private readonly UseObjections _objections;

    public UseObjectionsTests() => _objections = new UseObjections(
        _ledger.Parties.Writer, new Guardianship(_ledger.Parties.Holders, _ledger.Parties.Vault), _ledger.Parties.Vault, _ledger.Parties.Secrets, _ledger.Clock);

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task A_holder_objects_once_and_who_made_the_use_and_nobody_else_reads_it()
    {
        long index = await UseAsync();
        RequestKey key = _ledger.NewKey();
        LogReceipt receipt = await ObjectAsync(_ledger.Company, index, "我没有办理此事项。", key);
        Assert.Equal(receipt.Index, (await ObjectAsync(_ledger.Company, index, "我没有办理此事项。", key)).Index);
        await ConsentLedger.RefusedAsync(LedgerError.WrongState, () => ObjectAsync(_ledger.Company, index, "再次。"));

        OpenedObjection seen = Assert.Single(_objections.Of(ConsentLedger.Caller(), before: null));
        Assert.Equal(("我没有办理此事项。", "BJ-2026-0042", index), (seen.Text, seen.Use.CaseNumber, seen.Row.Objected.UseIndex));
        Assert.False(seen.Row.Objected.ByGuardian);
        Assert.Empty(_objections.Of(ConsentLedger.Caller(ConsentLedger.Elsewhere), before: null));
        Assert.Empty(_objections.Of(ConsentLedger.Caller(), before: seen.Index));
        Assert.Equal(seen.At, Assert.Single(_ledger.Uses().Of(_ledger.Company, before: null)).ObjectedAt);
        _ledger.Parties.RequireReplay();
        await _ledger.Parties.Holders.EraseAsync(seen.Row.Objected.HolderHandles[0], CancellationToken.None);
        Assert.Empty(_objections.Of(ConsentLedger.Caller(), before: null));
    }

    [Fact]
    public async Task A_page_is_full_though_more_objections_than_it_has_room_for_cannot_be_read_any_more()
    {
        long index = await UseAsync();
        await ObjectAsync(_ledger.Company, index, "我没有办理此事项。");

        // Without anything sealed beside them, as where a holder was erased.
        UseObjected gone = Assert.Single(_objections.Of(ConsentLedger.Caller(), before: null)).Row.Objected;
        await _ledger.Parties.Writer.WriteAsync(
            write => Enumerable.Range(0, UseObjections.MostListed + 1).Select(_ => write.Append(gone)).ToArray()[^1], CancellationToken.None);
        Assert.Equal("我没有办理此事项。", Assert.Single(_objections.Of(ConsentLedger.Caller(), before: null)).Text);
    }

    [Fact]
    public async Task To_anybody_else_there_is_no_such_use()
    {
        long index = await UseAsync();
        SignedInPerson stranger = _ledger.Person("stranger", ("111", ConsentLedger.Mother));
        LedgerException foreign = await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => ObjectAsync(stranger, index, "x"));
        LedgerException absent = await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => ObjectAsync(stranger, index: 0, "x"));
        Assert.Equal(absent.Chinese, foreign.Chinese);
        Assert.Empty(_objections.Of(ConsentLedger.Caller(), before: null));
    }

    [Fact]
    public async Task A_parent_sees_what_was_used_of_a_child_and_objects_and_a_stranger_does_neither()
    {
        IssuedLicence birth = await _ledger.IssueBirthAsync();
        UseRegister uses = _ledger.Uses();
        _ = await _ledger.PlanAsync("JC-1", IssuingLedger.Stranger, ("111", ConsentLedger.Child));
        UseRequest request = ConsentLedger.Use(new BasisClaim(UseBasis.Inspection, Number: "JC-1", RegisteredBy: IssuingLedger.Stranger));
        request = request with { Holder = null, Licence = birth.Licence.Identifier.ToString() };
        MadeUse made = await uses.UseAsync(ConsentLedger.Caller(IssuingLedger.Stranger), request, _ledger.NewKey(), CancellationToken.None);
        MinorsUses minors = new(_ledger.Parties.Writer, uses, _ledger.Parties.Holders, new Guardianship(_ledger.Parties.Holders, _ledger.Parties.Vault), _ledger.Clock);
        (SignedInPerson mother, HolderCode child) = (_ledger.Person("mother", ("111", ConsentLedger.Mother)), new HolderCode("111", ConsentLedger.Child));

        Assert.Equal(made.Receipt.Index, Assert.Single(minors.Of(mother, child, before: null)).Index);
        Assert.Equal(LedgerError.NotAllowed, Assert.Throws<LedgerException>(() => minors.Of(_ledger.Company, child, before: null)).Error);
        Assert.Equal(LedgerError.NotAllowed, Assert.Throws<LedgerException>(() => minors.Of(mother, new HolderCode("111", ConsentLedger.Mother), before: null)).Error);
        await ObjectAsync(mother, made.Receipt.Index, "孩子的证照无需检查。");
        Assert.True(Assert.Single(_objections.Of(ConsentLedger.Caller(IssuingLedger.Stranger), before: null)).Row.Objected.ByGuardian);
    }

    [Fact]
    public async Task An_objection_has_1_to_500_visible_characters()
    {
        long index = await UseAsync();
        foreach (string wrong in new[] { "", new string('异', UseObjections.LongestText + 1), "see\u202Ethat" })
        {
            Assert.Equal("/text", (await ConsentLedger.RefusedAsync(LedgerError.InvalidField, () => ObjectAsync(_ledger.Company, index, wrong))).Field);
        }

        await ObjectAsync(_ledger.Company, index, new string('异', UseObjections.LongestText));
    }

    [Fact]
    public async Task Who_made_the_use_answers_once_and_the_holder_reads_it()
    {
        long index = await UseAsync();
        long objection = (await ObjectAsync(_ledger.Company, index, "我没有办理此事项。")).Index;
        ObjectionAnswer upheld = new(IsUpheld: true, "经办人误操作。", "已删除所取内容。", "clerk-2");
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => AnswerAsync(ConsentLedger.Caller(ConsentLedger.Elsewhere), objection, upheld));
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => AnswerAsync(ConsentLedger.Caller(), index, upheld));
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => AnswerAsync(ConsentLedger.Caller(), -1, upheld));
        Assert.Null(Assert.Single(_ledger.Uses().Of(_ledger.Company, before: null)).Answer);
        RequestKey key = _ledger.NewKey();
        LogReceipt receipt = await AnswerAsync(ConsentLedger.Caller(), objection, upheld, key);
        Assert.Equal(receipt.Index, (await AnswerAsync(ConsentLedger.Caller(), objection, upheld, key)).Index);
        await ConsentLedger.RefusedAsync(LedgerError.WrongState, () => AnswerAsync(ConsentLedger.Caller(), objection, upheld with { IsUpheld = false, Correction = "" }));
        OpenedUse seen = Assert.Single(_ledger.Uses().Of(_ledger.Company, before: null));
        Assert.Equal((upheld, true), (seen.Answer, seen.AnsweredAt >= seen.ObjectedAt));
        OpenedObjection known = Assert.Single(_objections.Of(ConsentLedger.Caller(), before: null));
        Assert.Equal(upheld, known.Answer);
        _ledger.Parties.RequireReplay();
        await _ledger.Parties.Holders.EraseAsync(known.Row.Objected.HolderHandles[0], CancellationToken.None);
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => AnswerAsync(ConsentLedger.Caller(), objection, upheld));
    }

    [Fact]
    public async Task An_answer_says_why_and_where_the_objection_is_upheld_what_was_done()
    {
        long objection = (await ObjectAsync(_ledger.Company, await UseAsync(), "x")).Index;
        ObjectionAnswer good = new(IsUpheld: false, new string('答', UseObjections.LongestText), "", "clerk-2");
        foreach ((ObjectionAnswer wrong, LedgerError error, string field) in new[]
        {
            (good with { Text = "" }, LedgerError.InvalidField, "/text"),
            (good with { Text = good.Text + "x" }, LedgerError.InvalidField, "/text"),
            (good with { Correction = "已删除。" }, LedgerError.InvalidField, "/correction"),
            (good with { IsUpheld = true }, LedgerError.MissingField, "/correction"),
            (good with { IsUpheld = true, Correction = good.Text + "x" }, LedgerError.InvalidField, "/correction"),
            (good with { Operator = "经办人" }, LedgerError.InvalidField, "/operator"),
            (good with { Operator = new string('a', 65) }, LedgerError.InvalidField, "/operator"),
        })
        {
            Assert.Equal(field, (await ConsentLedger.RefusedAsync(error, () => AnswerAsync(ConsentLedger.Caller(), objection, wrong))).Field);
        }

        await AnswerAsync(ConsentLedger.Caller(), objection, good with { IsUpheld = true, Correction = good.Text, Operator = new string('a', 64) });
    }

    private Task<LogReceipt> AnswerAsync(UseCaller caller, long objection, ObjectionAnswer answer, RequestKey? key = null) =>
        _objections.AnswerAsync(caller, objection, answer, key ?? _ledger.NewKey(), CancellationToken.None);

    private async Task<long> UseAsync()
    {
        await _ledger.IssueBusinessAsync();
        return (await _ledger.Uses().UseAsync(ConsentLedger.Caller(), ConsentLedger.Use(await _ledger.GrantAsync()), _ledger.NewKey(), CancellationToken.None)).Receipt.Index;
    }

    private Task<LogReceipt> ObjectAsync(SignedInPerson who, long index, string text, RequestKey? key = null) =>
        _objections.ObjectAsync(who, index, text, key ?? _ledger.NewKey(), CancellationToken.None);
}
