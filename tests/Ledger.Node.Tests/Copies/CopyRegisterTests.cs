using System.Text;
using Ledger.Crypto.Verification;
using Ledger.Node.Copies;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Licences;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Copies;

public sealed class CopyRegisterTests : IAsyncLifetime, IAsyncDisposable
{
    private const string UnifiedCode = "91310105MADEM0011P";

    private readonly IssuingLedger _ledger = new();
    private readonly CopyRegister _copies;
    private string _licence = "";

    public CopyRegisterTests() => _copies = new CopyRegister(
        _ledger.Parties.Writer, _ledger.Register, _ledger.Parties.Vault, _ledger.SealRegister, _ledger.Clock);

    private DateTimeOffset Second => DateTimeOffset.FromUnixTimeSeconds(_ledger.Clock.GetUtcNow().ToUnixTimeSeconds());

    private CopyRequest Good => new("办理开户", "江苏示例银行", UnifiedCode, Second.AddDays(1), null, "clerk-1");

    public async Task InitializeAsync() => _licence = (await _ledger.IssueAsync("C0001", "issue")).Licence.Identifier.ToString();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask; // the other one does it

    [Fact]
    public async Task A_copy_is_signed_listed_and_opened_as_it_was_made()
    {
        OpenedCopy copy = await MakeAsync(Good);
        CopyStatement statement = copy.Document.Statement;
        Assert.Equal((_licence, "办理开户", UnifiedCode), (statement.Identifier, statement.Purpose, statement.Recipient.Code));
        Assert.Equal((Second, Second.AddDays(1)), (statement.MadeAt, statement.ExpiresAt));
        Assert.Equal(copy.Copy.StatementSm3, Ledger.Crypto.Hashing.Sm3.Hash(statement.ToBytes()));
        Assert.Null(copy.Licence.Document.Part);
        Assert.Equal([copy.Copy], _copies.Of(IssuingLedger.Issuer, _licence, after: null).Select(one => one.Copy));
        OpenedCopy opened = _copies.OpenStanding(IssuingLedger.Issuer, _licence, statement.Serial);
        Assert.Equal(copy.DocumentBytes.ToArray(), opened.DocumentBytes.ToArray());
    }

    [Fact]
    public async Task A_copy_of_chosen_fields_has_those_and_what_every_copy_shows()
    {
        OpenedCopy copy = await MakeAsync(Good with { Fields = ["KZ_MC"] });
        string[] shown = [.. ShownFields.Always, "KZ_MC"];
        Assert.Equal(shown.Order(StringComparer.Ordinal), copy.Licence.Document.Fields.Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal(copy.Licence.Document.Fields.Select(field => field.Name), copy.Document.Statement.Shown);
        Assert.DoesNotContain("欧阳", Encoding.UTF8.GetString(copy.Licence.DocumentBytes.Span), StringComparison.Ordinal);
        await RefusedAsync(Good with { Fields = ["KZ_MC", "KZ_NONE"] }, "/fields/1");
    }

    [Fact]
    public async Task A_copy_counts_for_a_minute_at_least_and_a_year_at_most()
    {
        _ = await MakeAsync(Good with { ExpiresAt = Second.AddMinutes(1) });
        _ = await MakeAsync(Good with { ExpiresAt = Second.AddYears(1) });
        await RefusedAsync(Good with { ExpiresAt = Second.AddMinutes(1).AddSeconds(-1) }, "/expiresAt");
        await RefusedAsync(Good with { ExpiresAt = Second.AddYears(1).AddSeconds(1) }, "/expiresAt");
    }

    [Fact]
    public async Task A_purpose_has_1_to_100_visible_characters_and_no_citizen_number()
    {
        string longest = string.Concat(Enumerable.Repeat("𬭎", CopyRequest.LongestPurpose));
        Assert.Equal(longest, (await MakeAsync(Good with { Purpose = longest })).Document.Statement.Purpose);
        foreach (string purpose in (string[])[longest + "条", "", " 办理", "办\n理", "为310100198806120023办理"])
        {
            await RefusedAsync(Good with { Purpose = purpose }, "/purpose");
        }
    }

    [Fact]
    public async Task A_recipient_is_an_organisation_by_its_code_or_a_person_whose_name_is_masked()
    {
        OpenedCopy copy = await MakeAsync(Good with { RecipientName = "沈知夏", RecipientCode = null });
        Assert.Equal("沈**", copy.Document.Statement.Recipient.Name);
        await RefusedAsync(Good with { RecipientCode = UnifiedCode[..17] + "?" }, "/recipient/code");
        await RefusedAsync(Good with { RecipientName = "" }, "/recipient/name");
        await RefusedAsync(Good with { Operator = "张伟" }, "/operator");
    }

    [Fact]
    public async Task The_same_request_gives_the_same_copy_whatever_became_of_the_licence_since()
    {
        OpenedCopy copy = await MakeAsync(Good, "twice");
        _ledger.Clock.Now += TimeSpan.FromSeconds(5);
        await _ledger.Register.SuspendAsync(IssuingLedger.On(_licence, "suspend"), until: null, CancellationToken.None);
        Assert.Equal(copy.Copy, (await MakeAsync(Good, "twice")).Copy);
        await RefusedStateAsync(() => MakeAsync(Good));
    }

    [Fact]
    public async Task A_withdrawn_or_expired_copy_is_written_no_more_and_listed_as_such()
    {
        string first = (await MakeAsync(Good)).Document.Statement.Serial;
        string second = (await MakeAsync(Good)).Document.Statement.Serial;
        await WithdrawAsync(first, "withdraw");
        await WithdrawAsync(first, "withdraw");
        await RefusedStateAsync(() => WithdrawAsync(first, "again"));
        await RefusedStateAsync(() => Task.FromResult(_copies.OpenStanding(IssuingLedger.Issuer, _licence, first)));
        Assert.Equal([true, false], _copies.Of(IssuingLedger.Issuer, _licence, after: null).Select(copy => copy.Copy.WithdrawnAt is not null));

        _ = _copies.OpenStanding(IssuingLedger.Issuer, _licence, second);
        _ledger.Clock.Now += TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1);
        await RefusedStateAsync(() => Task.FromResult(_copies.OpenStanding(IssuingLedger.Issuer, _licence, second)));
    }

    [Fact]
    public async Task Another_authority_s_or_licence_s_copy_is_as_good_as_absent()
    {
        string serial = (await MakeAsync(Good)).Document.Statement.Serial;
        string other = (await _ledger.IssueAsync("C0002", "issue other")).Licence.Identifier.ToString();
        (string Authority, string Identifier, string Serial)[] wrong =
        [
            (IssuingLedger.Stranger, _licence, serial), (IssuingLedger.Issuer, other, serial), (IssuingLedger.Issuer, _licence, new string('0', 32)),
            (IssuingLedger.Issuer, _licence, "../x"), (IssuingLedger.Issuer, _licence, serial.ToUpperInvariant()),
        ];
        foreach ((string authority, string identifier, string asked) in wrong)
        {
            Assert.Equal(
                LedgerError.NotFound, Assert.Throws<LedgerException>(() => _copies.OpenStanding(authority, identifier, asked)).Error);
        }

        Assert.Empty(_copies.Of(IssuingLedger.Issuer, other, after: null));
    }

    [Fact]
    public async Task A_list_goes_on_behind_a_copy()
    {
        OpenedCopy first = await MakeAsync(Good);
        OpenedCopy second = await MakeAsync(Good);
        Assert.Equal([second.Copy], _copies.Of(IssuingLedger.Issuer, _licence, first.Copy.Index).Select(copy => copy.Copy));
        Assert.Empty(_copies.Of(IssuingLedger.Issuer, _licence, second.Copy.Index));
    }

    [Fact]
    public async Task Nothing_of_whom_it_is_for_lies_in_the_store_in_the_clear_and_replay_gives_the_same_rows()
    {
        string serial = (await MakeAsync(Good with { Purpose = "办理极特殊之用途" })).Document.Statement.Serial;
        await WithdrawAsync(serial, "withdraw");
        byte[] stored = _ledger.Parties.StoredBytes();
        foreach (string secret in (string[])["办理极特殊之用途", "江苏示例银行", UnifiedCode, "误制"])
        {
            Assert.Equal(-1, stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
        }

        using TemporaryFolder scratch = new();
        using StateStore empty = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(scratch["replay"]) });
        using LedgerRead rows = _ledger.Parties.Writer.Read();
        ReplayReport report = _ledger.Parties.Replay(empty, rows);
        Assert.Null(report.Difference);
    }

    private Task<OpenedCopy> MakeAsync(CopyRequest request, string? key = null) => _copies.MakeAsync(
        IssuingLedger.Issuer, _licence, request, IssuingLedger.Key(key ?? Guid.NewGuid().ToString()), CancellationToken.None);

    private Task<LogReceipt> WithdrawAsync(string serial, string key) => _copies.WithdrawAsync(
        IssuingLedger.Issuer, _licence, serial, new CopyEnd("clerk-1", "误制"), IssuingLedger.Key(key), CancellationToken.None);

    private async Task RefusedAsync(CopyRequest request, string field)
    {
        long size = _ledger.Parties.Writer.Head!.Size;
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => MakeAsync(request));
        Assert.Equal((LedgerError.InvalidField, field), (refused.Error, refused.Field));
        Assert.Equal(size, _ledger.Parties.Writer.Head!.Size);
    }

    private static async Task RefusedStateAsync(Func<Task> act) =>
        Assert.Equal(LedgerError.WrongState, (await Assert.ThrowsAsync<LedgerException>(act)).Error);
}
