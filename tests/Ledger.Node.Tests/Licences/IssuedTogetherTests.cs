using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Licences;

/// <summary>Requests that wait at the same moment are made ready and entered together, and nobody notices.</summary>
public sealed class IssuedTogetherTests
{
    private const int Many = 48;

    [Fact]
    public async Task A_request_that_breaks_breaks_none_of_those_beside_it()
    {
        await using IssuingLedger ledger = new();
        Task<IssuedLicence>[] all = Start(i => ledger.IssueAsync(
            i % 8 == 0 ? IssuingLedger.Request($"T{i:D4}") with { Fields = null! } : IssuingLedger.Request($"T{i:D4}"), $"key {i}"));
        for (int i = 0; i < Many; i++)
        {
            if (i % 8 == 0)
            {
                Assert.IsNotType<LedgerException>(await Assert.ThrowsAnyAsync<Exception>(() => all[i]));
            }
            else
            {
                Assert.Contains($"T{i:D4}", (await all[i]).Licence.Identifier.ToString(), StringComparison.Ordinal);
            }
        }

        Assert.Equal(Many - (Many / 8), ledger.OfHolder(IssuingLedger.Issuer).Count);
    }

    [Fact]
    public async Task One_whose_holders_key_is_gone_is_refused_and_those_beside_it_are_issued()
    {
        await using IssuingLedger ledger = new();
        HolderIdentity other = new("上海另一家餐饮有限公司", "001", UnifiedSocialCreditCode.Complete("91310105MADEM002"));
        IssuedLicence first = await ledger.IssueAsync("T9999", "first");
        ledger.Parties.Ring.Puncture(first.Licence.Holders[0]);
        Task<IssuedLicence>[] all = Start(i => ledger.IssueAsync(
            i % 8 == 0 ? IssuingLedger.Request($"T{i:D4}") : IssuingLedger.Request($"T{i:D4}") with { Holder = other }, $"key {i}"));
        for (int i = 0; i < Many; i++)
        {
            if (i % 8 == 0)
            {
                Assert.Equal(LedgerError.NotFound, (await Assert.ThrowsAsync<LedgerException>(() => all[i])).Error);
            }
            else
            {
                Assert.Equal($"T{i:D4}", SerialOf(await all[i]));
            }
        }

        Assert.Equal(Many - (Many / 8), ledger.OfHolder(IssuingLedger.Issuer, other.CodeType, other.Code).Count);
    }

    [Fact]
    public async Task Each_is_issued_in_the_name_of_its_own_caller()
    {
        await using IssuingLedger ledger = new();
        Task<IssuedLicence>[] all = Start(i => ledger.Register.IssueAsync(
            i % 2 == 0 ? IssuingLedger.Issuer : IssuingLedger.Stranger, IssuingLedger.Request($"T{i:D4}"), IssuingLedger.Key($"key {i}"), CancellationToken.None));
        for (int i = 0; i < Many; i += 2)
        {
            Assert.Equal(IssuingLedger.Issuer, (await all[i]).Licence.Identifier.Issuer);
            Assert.Equal(LedgerError.NotAllowed, (await Assert.ThrowsAsync<LedgerException>(() => all[i + 1])).Error);
        }
    }

    [Fact]
    public async Task Of_many_at_once_each_has_its_own_place_and_finds_it_again()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence[] all = await Task.WhenAll(Start(i => ledger.IssueAsync($"T{i:D4}", $"key {i}")));
        IssuedLicence[] again = await Task.WhenAll(Start(i => ledger.IssueAsync($"T{i:D4}", $"key {i}")));
        Assert.Equal(Many, all.Select(issued => issued.Receipt.Index).Distinct().Count());
        Assert.Equal(all.Select(issued => issued.Receipt with { Replayed = true }), again.Select(issued => issued.Receipt));
        Assert.Equal(all.Select(issued => issued.CheckCode), again.Select(issued => issued.CheckCode));
        Assert.Equal(Enumerable.Range(0, Many).Select(i => $"T{i:D4}"), all.Select(issued => SerialOf(issued)));
    }

    [Fact]
    public async Task Who_gave_up_before_anything_was_done_gets_nothing()
    {
        await using IssuingLedger ledger = new();
        using CancellationTokenSource given = new();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ledger.Register.IssueAsync(IssuingLedger.Issuer, IssuingLedger.Request("T0001"), IssuingLedger.Key("one"), given.Token));
        await ledger.IssueAsync("T0002", "another");
        Assert.Equal("T0002", SerialOf(Assert.Single(ledger.OfHolder(IssuingLedger.Issuer))));
    }

    // All have asked before the first is made ready.
    private static Task<IssuedLicence>[] Start(Func<int, Task<IssuedLicence>> issue) => [.. Enumerable.Range(0, Many).Select(issue)];

    private static string SerialOf(IssuedLicence issued) => SerialOf(issued.Licence);

    private static string SerialOf(Licence licence) => licence.Identifier.Serial;
}
