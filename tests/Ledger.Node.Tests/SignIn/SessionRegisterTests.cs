using Ledger.Crypto.Hashing;
using Ledger.Node.SignIn;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.SignIn;

public sealed class SessionRegisterTests : IDisposable
{
    private static readonly SignInOptions Options = new();

    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();
    private readonly StateStore _store;

    public SessionRegisterTests() => _store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["database"]) });

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_session_ends_when_it_is_not_used_and_at_its_end_however_much_it_is()
    {
        SessionRegister sessions = new(_store, Options, _clock);
        byte[] idle = sessions.Begin(Who(1), before: null).Name;
        byte[] busy = sessions.Begin(Who(2), before: null).Name;
        DateTimeOffset start = _clock.Now;
        for (int minutes = 14; minutes < 480; minutes += 14)
        {
            _clock.Now = start.AddMinutes(minutes);
            Assert.NotNull(sessions.Use(busy));
        }

        Assert.Null(sessions.Use(idle));
        _clock.Now = start.AddMinutes(480).AddMilliseconds(-1);
        Assert.NotNull(sessions.Use(busy));
        _clock.Now = start.AddMinutes(480);
        Assert.Null(sessions.Use(busy));
        Assert.Empty(_store.Scan(Column.Sessions, [], [], 10));
    }

    [Fact]
    public void Fifteen_minutes_without_use_are_too_long_and_a_millisecond_less_is_not()
    {
        SessionRegister sessions = new(_store, Options, _clock);
        byte[] name = sessions.Begin(Who(1), before: null).Name;
        _clock.Now = _clock.Now.AddMinutes(15).AddMilliseconds(-1);
        Assert.NotNull(sessions.Use(name));
        _clock.Now = _clock.Now.AddMinutes(15);
        Assert.Null(sessions.Use(name));
    }

    [Fact]
    public void The_next_start_finds_what_is_left_and_no_name_lies_in_the_store()
    {
        SessionRegister before = new(_store, Options, _clock);
        (byte[] kept, Session session) = before.Begin(Who(1), before: null);
        (byte[] ended, Session other) = before.Begin(Who(1), before: null);
        before.End(other);
        SessionRegister after = new(_store, Options, _clock);
        Session found = after.Use(kept)!;
        Assert.Equal((session.Label, session.StartedAt, session.Who.Person), (found.Label, found.StartedAt, found.Who.Person));
        Assert.Equal(session.Who.Holders, found.Who.Holders);
        Assert.Equal(session.Who.Roles, found.Who.Roles);
        Assert.Null(after.Use(ended));
        Assert.DoesNotContain(_store.Scan(Column.Sessions, [], [], 10), row => row.Key.AsSpan().SequenceEqual(kept) || row.Value.AsSpan().IndexOf(kept) >= 0);
    }

    [Fact]
    public void An_eleventh_session_of_a_person_ends_the_first_and_a_step_up_its_own()
    {
        SessionRegister sessions = new(_store, Options, _clock);
        List<(byte[] Name, Session Session)> begun = [];
        for (int i = 0; i < SessionRegister.MostOfPerson; i++)
        {
            begun.Add(sessions.Begin(Who(1), before: null));
            _clock.Now += TimeSpan.FromSeconds(1);
        }

        Assert.All(begun, one => Assert.NotNull(sessions.Use(one.Name)));
        begun.Add(sessions.Begin(Who(1), before: null));
        Assert.Null(sessions.Use(begun[0].Name));
        Assert.All(begun.Skip(1), one => Assert.NotNull(sessions.Use(one.Name)));
        sessions.Begin(Who(1), begun[5].Session);
        Assert.Null(sessions.Use(begun[5].Name));
        Assert.All(begun.Skip(1).Where((_, place) => place != 4), one => Assert.NotNull(sessions.Use(one.Name)));
        Assert.Equal(SessionRegister.MostOfPerson, sessions.EndAll(Who(1).Person));
        Assert.Equal(0, sessions.Count);
    }

    [Fact]
    public void A_provider_s_own_session_ends_what_began_in_it_after_a_restart_too()
    {
        (Digest one, Digest two) = (new Digest(Enumerable.Repeat((byte)101, 32).ToArray()), new Digest(Enumerable.Repeat((byte)102, 32).ToArray()));
        SessionRegister before = new(_store, Options, _clock);
        byte[] first = before.Begin(Who(1) with { ProviderSession = one }, before: null).Name;
        byte[] second = before.Begin(Who(1) with { ProviderSession = two }, before: null).Name;
        byte[] unnamed = before.Begin(Who(1), before: null).Name;
        SessionRegister sessions = new(_store, Options, _clock);
        Assert.Empty(sessions.EndOfProvider(Who(2).Person, one));
        Assert.Single(sessions.EndOfProvider(person: null, one));
        Assert.Equal((true, false, false), (sessions.Use(first) is null, sessions.Use(second) is null, sessions.Use(unnamed) is null));
        Assert.Equal(2, sessions.EndOfProvider(Who(1).Person, two).Count);
        Assert.Equal(0, new SessionRegister(_store, Options, _clock).Count);
    }

    [Fact]
    public void As_many_sessions_are_kept_as_the_limit_says_and_those_that_are_over_make_room()
    {
        SessionRegister sessions = new(_store, Options, _clock, capacity: 3);
        for (byte person = 1; person <= 3; person++)
        {
            sessions.Begin(Who(person), before: null);
        }

        Assert.Equal(LedgerError.Busy, Assert.Throws<LedgerException>(() => sessions.Begin(Who(4), before: null)).Error);
        Assert.Equal(3, sessions.Count);
        _clock.Now += TimeSpan.FromMinutes(15);
        sessions.Begin(Who(4), before: null);
        Assert.Equal(1, sessions.Count);
    }

    [Fact]
    public async Task Sessions_begun_and_ended_at_once_are_neither_lost_nor_left()
    {
        SessionRegister sessions = new(_store, Options, _clock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                (byte[] name, Session session) = sessions.Begin(Who((byte)thread), before: null);
                Assert.NotNull(sessions.Use(name));
                sessions.End(session);
                Assert.Null(sessions.Use(name));
            }
        })));
        Assert.Equal(0, sessions.Count);
        Assert.Empty(_store.Scan(Column.Sessions, [], [], 10));
    }

    private SignedInPerson Who(byte person) => new(
        "people", Sm3.Hash([person]), [Sm3.Hash([person, 1]), Sm3.Hash([person, 2])], [StaffRole.Clerk, StaffRole.Auditor], "authority", _clock.Now, HasStepUpAcr: true);
}
