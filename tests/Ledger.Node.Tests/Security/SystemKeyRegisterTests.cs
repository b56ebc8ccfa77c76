using Ledger.Crypto.Signing;
using Ledger.Node.Parties;
using Ledger.Node.Seals;
using Ledger.Node.Security;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Licences;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Security;

public sealed class SystemKeyRegisterTests : IDisposable
{
    private const string Authority = IssuingLedger.Issuer;
    private const string Settled = "key-of-the-settings";

    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();
    private readonly HolderSecrets _secrets;
    private readonly StateStore _store;
    private readonly SystemRegistry _registry;
    private readonly DepartmentSystem[] _systems;
    private readonly SystemKeyRegister _keys;

    public SystemKeyRegisterTests()
    {
        _secrets = HolderSecrets.Create(_folder["holder-secrets"], passphrase: null);
        _store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["store"]) });
        _systems =
        [
            new() { Name = "one", Authority = Authority, Keys = [NewKey(Settled)] },
            new() { Name = "two", Authority = Authority, Keys = [NewKey("two")] },
            new() { Name = "stranger", Authority = IssuingLedger.Stranger, Keys = [NewKey("stranger")] },
            new() { Name = "auditors", Authority = Authority, Audits = true, Keys = [NewKey("auditors")] },
        ];
        _registry = new SystemRegistry(_systems);
        _keys = new SystemKeyRegister(_store, _registry, _systems, _secrets, _clock);
    }

    public void Dispose()
    {
        _store.Dispose();
        _secrets.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_key_verifies_once_another_person_at_another_system_approved_it_and_after_a_start_too()
    {
        RegisteredKey applied = Propose("new");
        Assert.Null(_registry.Find("new", _clock.Now));
        string proposal = Convert.ToHexStringLower(applied.Row.Proposal.Span);
        Refused(LedgerError.NotAllowed, () => _keys.Decide(By("one", "head-1"), proposal, approves: true));
        Refused(LedgerError.NotAllowed, () => _keys.Decide(By("two", "clerk-1"), proposal, approves: true));
        LedgerException forbidden = Refused(LedgerError.NotFound, () => _keys.Decide(new SealCaller(IssuingLedger.Stranger, "stranger", "head-1"), proposal, approves: true));
        LedgerException absent = Refused(LedgerError.NotFound, () => _keys.Decide(By("two", "head-1"), new string('7', 32), approves: true));
        Assert.Equal((absent.Chinese, absent.English), (forbidden.Chinese, forbidden.English));
        Assert.Null(_registry.Find("new", _clock.Now));

        _keys.Decide(By("two", "head-1"), proposal, approves: true);
        _keys.Decide(By("two", "head-1"), proposal, approves: true);
        Refused(LedgerError.WrongState, () => _keys.Decide(By("two", "head-2"), proposal, approves: true));
        Assert.Equal("one", _registry.Find("new", _clock.Now)!.Value.System.Name);
        SystemRegistry started = new(_systems);
        _ = new SystemKeyRegister(_store, started, _systems, _secrets, _clock);
        Assert.Equal("one", started.Find("new", _clock.Now)!.Value.System.Name);
        Assert.Null(new SystemRegistry(_systems[1..]).Find("new", _clock.Now));
    }

    [Fact]
    public void A_rejected_key_and_one_outside_its_time_verify_nothing()
    {
        RegisteredKey rejected = Propose("rejected");
        _keys.Decide(By("two", "head-1"), Convert.ToHexStringLower(rejected.Row.Proposal.Span), approves: false);
        Assert.Null(_registry.Find("rejected", _clock.Now));
        RegisteredKey later = _keys.Propose(By("one", "clerk-1"), "one", NewKey("later") with { From = _clock.Now.AddDays(1), Until = _clock.Now.AddDays(2) });
        _keys.Decide(By("two", "head-1"), Convert.ToHexStringLower(later.Row.Proposal.Span), approves: true);
        Assert.Null(_registry.Find("later", _clock.Now));
        Assert.NotNull(_registry.Find("later", _clock.Now.AddDays(1)));
        Assert.Null(_registry.Find("later", _clock.Now.AddDays(2)));
    }

    [Fact]
    public void One_person_takes_a_key_back_even_one_of_the_settings_and_it_stays_so()
    {
        Assert.NotNull(_registry.Find(Settled, _clock.Now));
        LedgerException foreign = Refused(LedgerError.NotFound, () => _keys.Withdraw(By("one", "clerk-1"), "stranger"));
        LedgerException absent = Refused(LedgerError.NotFound, () => _keys.Withdraw(By("one", "clerk-1"), "nothing"));
        Assert.Equal(absent.English, foreign.English);
        Refused(LedgerError.NotFound, () => _keys.Withdraw(By("one", "clerk-1"), "auditors"));
        _keys.Withdraw(By("one", "clerk-1"), Settled);
        Assert.Null(_registry.Find(Settled, _clock.Now));
        SystemRegistry started = new(_systems);
        _ = new SystemKeyRegister(_store, started, _systems, _secrets, _clock);
        Assert.Null(started.Find(Settled, _clock.Now));
        Assert.NotNull(started.Find("stranger", _clock.Now));
        Refused(LedgerError.AlreadyExists, () => Propose(Settled));
    }

    [Fact]
    public void Keys_are_registered_for_systems_of_ones_own_authority_only_and_never_for_the_auditors()
    {
        foreach (string system in (string[])["stranger", "auditors", "nothing"])
        {
            Refused(LedgerError.NotFound, () => _keys.Propose(By("one", "clerk-1"), system, NewKey("k")));
        }

        Refused(LedgerError.InvalidField, () => _keys.Propose(By("one", "clerk-1"), "one", NewKey("k") with { PublicKey = "AAAA" }));
        Refused(LedgerError.InvalidField, () => _keys.Propose(By("one", "clerk-1"), "one", NewKey("k") with { From = _clock.Now, Until = _clock.Now }));
        Assert.Empty(_keys.Of(Authority));
    }

    [Fact]
    public void An_authority_registers_so_many_keys_and_no_more()
    {
        for (int i = 0; i < SystemKeyLimits.OfAuthority; i++)
        {
            Propose($"k{i}");
        }

        Refused(LedgerError.Busy, () => Propose("one-more"));
        _keys.Withdraw(By("one", "clerk-1"), "k0");
        Propose("one-more");
    }

    [Fact]
    public void What_nobody_approves_in_time_is_rejected()
    {
        RegisteredKey applied = Propose("late");
        string proposal = Convert.ToHexStringLower(applied.Row.Proposal.Span);
        _clock.Now = applied.ApprovableUntil.AddMilliseconds(-1);
        Assert.Equal(SystemKeyState.Proposed, applied.StateAt(_clock.Now));
        _clock.Now = applied.ApprovableUntil;
        Assert.Equal(SystemKeyState.Rejected, applied.StateAt(_clock.Now));
        Refused(LedgerError.WrongState, () => _keys.Decide(By("two", "head-1"), proposal, approves: true));
        Assert.Null(_registry.Find("late", _clock.Now));
    }

    private RegisteredKey Propose(string name) => _keys.Propose(By("one", "clerk-1"), "one", NewKey(name));

    private static SealCaller By(string system, string account) => new(Authority, system, account);

    private static SystemKey NewKey(string name)
    {
        using Ed25519PrivateKey key = Ed25519PrivateKey.Generate();
        return new() { Id = name, PublicKey = Convert.ToBase64String(new VerifyingKey(key.Algorithm, key.PublicKey.Span).ToPublicKeyInfo()) };
    }

    private static LedgerException Refused(LedgerError error, Action act)
    {
        LedgerException refusal = Assert.Throws<LedgerException>(act);
        Assert.Equal(error, refusal.Error);
        return refusal;
    }
}
