using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Seals;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Licences;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Seals;

/// <summary>Rotation and compromise of signing keys, on a ledger that issues with seals it made itself.</summary>
public sealed class SigningKeyRegisterTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SealOffice _office = new(makesSeals: true);
    private readonly SigningKeyRegister _register;

    public SigningKeyRegisterTests() => _register = new SigningKeyRegister(_office.Ledger.Parties.Writer, _office.Ledger.Keys);

    [Fact]
    public async Task A_rotation_enters_the_newest_keys_and_retires_the_older_ones_in_one_turn()
    {
        AuthorityKeys old = await NextAsync();
        await RefusedAsync(LedgerError.WrongState, () => RotateAsync("alone"));
        AuthorityKeys next = await NextAsync();
        LogReceipt first = await RotateAsync("rotate");
        Assert.Equal(SigningKeyState.InUse, _register.Find(next.SealCertificate.Thumbprint)!.State);
        Assert.Equal(SigningKeyState.InUse, _register.Find(next.SigningCertificate.Thumbprint)!.State);
        Assert.Equal(first.Index + 2, _register.Find(old.SealCertificate.Thumbprint)!.RetiredAt);
        Assert.Equal(first.Index + 3, _register.Find(old.SigningCertificate.Thumbprint)!.RetiredAt);
        Assert.Equal(4, _register.Of(IssuingLedger.Issuer).Count);
        Assert.Empty(_register.Of(IssuingLedger.Stranger));

        // Again with the same key: the same answer. With another: nothing is left to rotate.
        Assert.Equal(first.Index, (await RotateAsync("rotate")).Index);
        await RefusedAsync(LedgerError.WrongState, () => RotateAsync("once more"));
    }

    [Fact]
    public async Task After_a_rotation_the_new_keys_sign_though_the_old_seal_is_in_force()
    {
        AuthorityKeys old = await NextAsync();
        Assert.Equal(old.SealCertificate.Thumbprint, StatementOf(await _office.IssueAsync("T0001")).SealKey);
        AuthorityKeys next = await NextAsync();
        await RotateAsync("rotate");
        Assert.Equal(next.SealCertificate.Thumbprint, StatementOf(await _office.IssueAsync("T0002")).SealKey);
    }

    [Fact]
    public async Task Issuing_goes_on_while_keys_are_rotated()
    {
        AuthorityKeys old = await NextAsync();
        await NextAsync();
        Task<IssuedLicence>[] issuing = [.. Enumerable.Range(0, 24).Select(i => Task.Run(() => _office.IssueAsync($"M{i:D4}")))];
        LogReceipt rotated = await RotateAsync("rotate");
        foreach (IssuedLicence issued in await Task.WhenAll(issuing))
        {
            bool isOld = StatementOf(issued).SealKey == old.SealCertificate.Thumbprint;
            Assert.True(!isOld || issued.Licence.IssuedIndex < rotated.Index, "an old key's licence stands behind its retirement");
        }
    }

    [Fact]
    public async Task A_compromise_names_an_index_up_to_its_own_and_stands_for_good()
    {
        Digest key = (await NextAsync()).SealCertificate.Thumbprint;

        // The writer adds a map commit behind each group: the next event comes after it.
        LogReceipt probe = await CompromiseAsync(Digest.Sha256("another"u8), 0, "probe");
        long next = probe.Index + 2;
        await RefusedAsync(LedgerError.InvalidField, () => CompromiseAsync(key, next + 1, "future"));
        LogReceipt at = await CompromiseAsync(key, next, "now");
        Assert.Equal(next, at.Index);
        Assert.Equal(next, _register.Find(key)!.CompromisedFrom);
        Assert.Equal(at.Index, (await CompromiseAsync(key, next, "now")).Index);
        await RefusedAsync(LedgerError.WrongState, () => CompromiseAsync(key, 0, "again"));
        await RefusedAsync(LedgerError.SealNotInForce, () => _office.IssueAsync("T0003"));
    }

    [Fact]
    public async Task Files_are_signed_by_the_newest_keys_that_may_sign_and_by_no_others()
    {
        AuthorityKeys first = await NextAsync();
        AuthorityKeys second = await NextAsync();
        AuthorityKeys third = await NextAsync();
        Assert.Same(third, Signing());
        await CompromiseAsync(third.SigningCertificate.Thumbprint, 0, "document key stolen");
        Assert.Same(second, Signing());

        // The seal is ended because its key is in other hands: its files are signed by another, too.
        await _office.RevokeAsync(_office.Register.List(IssuingLedger.Issuer)[1], SealEnd.KeyCompromised);
        Assert.Same(first, Signing());
        await CompromiseAsync(first.SealCertificate.Thumbprint, 0, "seal key stolen");
        Assert.Equal(LedgerError.SealNotInForce, Assert.Throws<LedgerException>(Signing).Error);
    }

    [Fact]
    public async Task Retired_keys_sign_no_file_though_their_seal_is_in_force_and_the_newest_is_not()
    {
        AuthorityKeys old = await NextAsync();
        AuthorityKeys next = await NextAsync();
        await _office.FreezeAsync(_office.Register.List(IssuingLedger.Issuer)[1]);
        Assert.Same(old, Signing()); // whose seal is in force
        await _office.UnfreezeAsync(_office.Register.List(IssuingLedger.Issuer)[1]);
        await RotateAsync("rotate");
        await _office.FreezeAsync(_office.Register.List(IssuingLedger.Issuer)[1]);
        Assert.Same(next, Signing());
    }

    [Fact]
    public async Task After_the_certificates_end_nothing_is_signed()
    {
        AuthorityKeys keys = await NextAsync();
        _office.Ledger.Clock.Now = keys.SigningCertificate.NotAfter;
        Assert.Same(keys, Signing());
        _office.Ledger.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(LedgerError.SealNotInForce, Assert.Throws<LedgerException>(Signing).Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task By_a_revoked_certificate_nothing_is_sealed_and_no_file_signed(bool ofSeal)
    {
        AuthorityKeys keys = await NextAsync();
        Certificate certificate = ofSeal ? keys.SealCertificate : keys.SigningCertificate;
        KnownRevocations revocations = _office.Ledger.Seals.Revoking(certificate, _office.Ledger.Clock.Now.AddSeconds(1));
        using SealingKeys held = SealingKeys.Load(_office.Ledger.KeyFolder, passphrase: null, revocations);
        using LedgerRead rows = _office.Ledger.Parties.Writer.Read();
        SealDesk before = new(rows, held, _office.Ledger.Clock.Now);
        SealDesk desk = new(rows, held, _office.Ledger.Clock.Now.AddSeconds(1));
        Assert.NotNull(before.RequireSigning(IssuingLedger.Issuer));
        Assert.Equal(LedgerError.SealNotInForce, Assert.Throws<LedgerException>(() => desk.RequireSigning(IssuingLedger.Issuer)).Error);
        Assert.Equal(LedgerError.SealNotInForce, Assert.Throws<LedgerException>(() => desk.RequireInForce(IssuingLedger.Issuer)).Error);
    }

    [Fact]
    public async Task The_rows_are_what_the_log_adds_up_to()
    {
        AuthorityKeys old = await NextAsync();
        await _office.IssueAsync("T0004");
        await NextAsync();
        await RotateAsync("rotate");
        await CompromiseAsync(old.SealCertificate.Thumbprint, 1, "stolen");
        using LedgerRead rows = _office.Ledger.Parties.Writer.Read();
        using StateStore scratch = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["scratch"]) });
        Assert.Null(_office.Ledger.Parties.Replay(scratch, rows).Difference);
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A new seal with new keys, granted to everybody.</summary>
    private async Task<AuthorityKeys> NextAsync()
    {
        _office.Ledger.Clock.Now += TimeSpan.FromMinutes(1);
        await _office.GrantAsync(await _office.MadeAsync());
        return _office.Ledger.Keys.Of(IssuingLedger.Issuer);
    }

    /// <summary>The keys by which the authority signs files now.</summary>
    private AuthorityKeys Signing() => _office.Register.SigningKeysOf(IssuingLedger.Issuer);

    private Task<LogReceipt> RotateAsync(string key) => _register.RotateAsync(IssuingLedger.Issuer, IssuingLedger.Key(key), CancellationToken.None);

    private Task<LogReceipt> CompromiseAsync(Digest certificate, long from, string key) =>
        _register.CompromiseAsync(IssuingLedger.Issuer, certificate, from, IssuingLedger.Key(key, $"{from}"), CancellationToken.None);

    private LicenceStatement StatementOf(IssuedLicence issued) =>
        _office.Ledger.Register.Open(IssuingLedger.Issuer, issued.Licence.Identifier.ToString()).Document.Statement;

    private static async Task RefusedAsync<T>(LedgerError error, Func<Task<T>> act) =>
        Assert.Equal(error, (await Assert.ThrowsAsync<LedgerException>(act)).Error);
}
