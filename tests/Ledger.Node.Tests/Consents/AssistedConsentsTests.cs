using Ledger.Crypto.Transparency;
using Ledger.Node.Consents;
using Ledger.Node.Log;
using Ledger.Node.SignIn;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Consents;

public sealed class AssistedConsentsTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly HolderCode Company = new("001", SampleLicences.Lanchuan.Code);

    private static readonly Assistance Clerk = new()
    {
        System = "hall",
        Authority = ConsentLedger.Elsewhere,
        Operator = "clerk-7",
        Window = "长三角远程虚拟窗口 3 号",
        Province = "320000",
    };

    private readonly ConsentLedger _ledger = new();

    public async Task InitializeAsync() => _ = await _ledger.IssueBusinessAsync();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask; // the other one does it

    [Fact]
    public async Task The_holder_confirms_by_the_code_and_the_consent_names_clerk_window_and_province()
    {
        (AssistedConsent request, string code) = await OpenAsync();
        Assert.Equal(OneTimeCode.Length, code.Length);
        Assert.Equal(request.Handle, Assert.Single(_ledger.Assisted.Of(_ledger.Company)).Handle);
        Assert.Null(_ledger.StatusOf(ConsentTable.Subject(request.Handle)));
        RequestKey key = _ledger.NewKey();
        OpenedConsent consent = await ConfirmAsync(request, code, key: key);
        Assert.Equal(("clerk-7", "长三角远程虚拟窗口 3 号", "320000"), (consent.Assistance!.Operator, consent.Assistance.Window, consent.Assistance.Province));
        Assert.Equal((request.Handle, ConsentState.Live), (consent.Consent.Handle, _ledger.Register.StateOf(consent.Consent)));
        Assert.Equal(SubjectStatus.Valid, _ledger.StatusOf(ConsentTable.Subject(request.Handle))!.Status);
        Assert.Equal(consent.Consent.Index, (await ConfirmAsync(request, code, key: key)).Consent.Index);
        Assert.Empty(_ledger.Assisted.Of(_ledger.Company));
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => ConfirmAsync(request, code));
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task Five_codes_may_be_tried_and_not_a_sixth()
    {
        (AssistedConsent request, string code) = await OpenAsync();
        string wrong = code == "00000000" ? "00000001" : "00000000";
        for (int i = 0; i < ConsentLimits.CodeTries; i++)
        {
            await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => ConfirmAsync(request, wrong));
        }

        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => ConfirmAsync(request, code));

        (request, code) = await OpenAsync();
        for (int i = 0; i < ConsentLimits.CodeTries - 1; i++)
        {
            await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => ConfirmAsync(request, wrong));
        }

        _ = await ConfirmAsync(request, code);
    }

    [Fact]
    public async Task A_code_counts_for_ten_minutes()
    {
        (AssistedConsent request, string code) = await OpenAsync();
        (AssistedConsent other, string second) = await OpenAsync();
        _ledger.Clock.Now += ConsentLimits.CodeLifetime;
        _ = await ConfirmAsync(request, code);
        _ledger.Clock.Now += TimeSpan.FromMilliseconds(1);
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => ConfirmAsync(other, second));
    }

    [Fact]
    public async Task Nobody_but_the_holder_confirms_and_opening_does_not_tell_whether_there_is_one()
    {
        (AssistedConsent request, string code) = await OpenAsync();
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => ConfirmAsync(request, code, _ledger.Person("clerk", ("111", ConsentLedger.Mother))));
        (AssistedConsent nobody, _) = await _ledger.Assisted.OpenAsync(
            new HolderCode("111", ConsentLedger.Mother), _ledger.Terms, Clerk.Clone(), CancellationToken.None);
        Assert.Equal(request.ExpiresAt, nobody.ExpiresAt);
        _ = await ConfirmAsync(request, code);
    }

    [Fact]
    public async Task Ten_requests_of_a_holder_wait_and_not_an_eleventh_until_they_are_over()
    {
        for (int i = 0; i < ConsentLimits.WaitingOfHolder; i++)
        {
            _ = await OpenAsync();
        }

        await ConsentLedger.RefusedAsync(LedgerError.Busy, OpenAsync);
        _ledger.Clock.Now += ConsentLimits.CodeLifetime + TimeSpan.FromMilliseconds(1);
        _ = await OpenAsync();
        _ = Assert.Single(_ledger.Assisted.Of(_ledger.Company));
    }

    private Task<(AssistedConsent Request, string Code)> OpenAsync() =>
        _ledger.Assisted.OpenAsync(Company, _ledger.Terms, Clerk.Clone(), CancellationToken.None);

    private Task<OpenedConsent> ConfirmAsync(AssistedConsent request, string code, SignedInPerson? who = null, RequestKey? key = null) =>
        _ledger.Assisted.ConfirmAsync(who ?? _ledger.Company, ConsentName.Of(request.Handle), code, key ?? _ledger.NewKey(), CancellationToken.None);
}
