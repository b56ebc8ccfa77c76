using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

public sealed class LicenceRegisterTests
{
    [Fact]
    public async Task Of_many_who_want_one_identifier_at_once_one_gets_it()
    {
        await using IssuingLedger ledger = new();
        IEnumerable<Task<IssuedLicence>> attempts = Enumerable.Range(0, 16).Select(i => Task.Run(() => ledger.IssueAsync("T0001", $"key {i}")));
        Task<IssuedLicence>[] all = [.. attempts];
        await Task.WhenAll(all.Select(attempt => attempt.ContinueWith(_ => { }, TaskScheduler.Default)));
        await Assert.Single(all, attempt => attempt.IsCompletedSuccessfully);
        Assert.All(
            all.Where(attempt => attempt.IsFaulted),
            attempt => Assert.Equal(LedgerError.AlreadyExists, Assert.IsType<LedgerException>(attempt.Exception!.InnerException).Error));
        Assert.Single(ledger.OfHolder(IssuingLedger.Issuer));
    }

    [Fact]
    public async Task Many_repetitions_of_one_request_at_once_are_one_licence()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence[] all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ledger.IssueAsync("T0001", "one key"))));
        Assert.Single(all.Select(issued => issued.Receipt.Index).Distinct());
        Assert.Single(all.Select(issued => issued.CheckCode).Distinct());
        Assert.Single(ledger.OfHolder(IssuingLedger.Issuer));
    }

    [Fact]
    public async Task The_first_licences_of_a_new_holder_may_come_at_once()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence[] all = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => ledger.IssueAsync($"T{i:D4}", $"key {i}"))));
        Assert.Single(all.Select(issued => issued.Licence.Holders[0]).Distinct());
    }

    [Fact]
    public async Task A_repeated_request_is_answered_without_the_department_s_keys()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence first = await ledger.IssueAsync("T0001", "one key");
        ledger.Keys.Dispose();
        IssuedLicence again = await ledger.IssueAsync("T0001", "one key");
        Assert.Equal(first.Receipt.Index, again.Receipt.Index);
        Assert.Equal(first.CheckCode, again.CheckCode);
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => ledger.IssueAsync("T0002", "another key"));
    }

    [Fact]
    public async Task The_same_key_for_another_request_is_refused()
    {
        await using IssuingLedger ledger = new();
        await ledger.IssueAsync("T0001", "one key");
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => ledger.Register.IssueAsync(
            IssuingLedger.Issuer, IssuingLedger.Request("T0002"), IssuingLedger.Key("one key", "other body"), CancellationToken.None));
        Assert.Equal(LedgerError.IdempotencyKeyReused, refused.Error);
    }

    [Fact]
    public async Task Another_authority_sees_and_changes_nothing()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence issued = await ledger.IssueAsync("T0001", "key");
        string identifier = issued.Licence.Identifier.ToString();
        LedgerException absent = Assert.Throws<LedgerException>(() => ledger.Register.Open(IssuingLedger.Stranger, issued.Licence.Identifier.Next().ToString()));
        LedgerException hidden = Assert.Throws<LedgerException>(() => ledger.Register.Open(IssuingLedger.Stranger, identifier));
        Assert.Equal((absent.Error, absent.Message), (hidden.Error, hidden.Message));
        Assert.Equal(LedgerError.NotFound, hidden.Error);
        Assert.Empty(ledger.OfHolder(IssuingLedger.Stranger));
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => ledger.Register.RevokeAsync(
            IssuingLedger.On(identifier, "revoke", IssuingLedger.Stranger), RevocationReason.Penalty, null, CancellationToken.None));
        Assert.Equal(LedgerError.NotFound, refused.Error);
        Assert.Null(ledger.Register.Open(IssuingLedger.Issuer, identifier).Licence.EndedBy);
    }

    [Fact]
    public async Task An_authority_issues_in_its_own_name_only()
    {
        await using IssuingLedger ledger = new();
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => ledger.Register.IssueAsync(
            IssuingLedger.Stranger, IssuingLedger.Request(), IssuingLedger.Key("key"), CancellationToken.None));
        Assert.Equal((LedgerError.NotAllowed, "/issuer"), (refused.Error, refused.Field));
    }

    [Fact]
    public async Task A_status_is_told_to_who_has_identifier_and_check_code_and_to_nobody_else()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence issued = await ledger.IssueAsync("T0001", "key");
        string identifier = issued.Licence.Identifier.ToString();
        Assert.Equal(LicenceState.Valid, ledger.Register.Standing(identifier, issued.CheckCode).State);
        foreach ((string id, string code) in ((string, string)[])
            [
                (identifier, new string('0', 16)), (issued.Licence.Identifier.Next().ToString(), issued.CheckCode), (identifier, ""), (identifier, "验"),
            ])
        {
            Assert.Equal(LedgerError.NotFound, Assert.Throws<LedgerException>(() => ledger.Register.Standing(id, code)).Error);
        }

        await ledger.Register.RevokeAsync(IssuingLedger.On(identifier, "revoke"), RevocationReason.Penalty, null, CancellationToken.None);
        Assert.Equal(LicenceState.Revoked, ledger.Register.Standing(identifier, issued.CheckCode).State);
    }
}
