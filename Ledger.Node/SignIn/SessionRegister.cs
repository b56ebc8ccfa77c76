using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Storage;

namespace Ledger.Node.SignIn;

/// <summary>
/// The sessions of people who signed in. They lie in the store, so that a restart signs nobody out, and a session that was ended stays ended:
/// its row is gone from the disk before anybody is told. Use is written once a minute; a crash ends a session up to a minute early.
/// </summary>
internal sealed class SessionRegister
{
    /// <summary>Bytes of a session's random name.</summary>
    public const int NameLength = 32;

    /// <summary>Most sessions of one person: one more ends the oldest.</summary>
    public const int MostOfPerson = 10;

    /// <summary>Most sessions of all.</summary>
    public const int DefaultCapacity = 100_000;

    private const int Page = 10_000;
    private static readonly TimeSpan WrittenEvery = TimeSpan.FromMinutes(1);

    private readonly StateStore _store;
    private readonly SignInOptions _options;
    private readonly TimeProvider _time;
    private readonly int _capacity;
    private readonly Lock _turn = new();
    private readonly Dictionary<ByteString, Session> _sessions = [];
    private readonly Dictionary<ByteString, DateTimeOffset> _written = [];

    /// <summary>Reads those that are on the disk.</summary>
    /// <param name="store">Keeps them; stays the caller's.</param>
    /// <param name="options">How long they count.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="capacity">Most sessions at a time.</param>
    public SessionRegister(StateStore store, SignInOptions options, TimeProvider time, int capacity = DefaultCapacity)
    {
        (_store, _options, _time, _capacity) = (store, options, time, capacity);
        byte[] last = [];
        IReadOnlyList<KeyValuePair<byte[], byte[]>> rows;
        do
        {
            rows = store.Scan(Column.Sessions, [], last, Page);
            foreach ((byte[] key, byte[] value) in rows)
            {
                Session session = Session.Of(key, value);
                (_sessions[session.Key], _written[session.Key]) = (session, session.UsedAt);
                last = key;
            }
        }
        while (rows.Count == Page);
    }

    /// <summary>How many there are, those included that are over and not forgotten yet.</summary>
    public int Count
    {
        get
        {
            lock (_turn)
            {
                return _sessions.Count;
            }
        }
    }

    /// <summary>Begins a session; in the same write the one that it takes the place of ends, and the person's oldest where there are too many.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="before">The session of the same browser until now, or null.</param>
    /// <returns>The random name for the browser, 32 bytes, and the session.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.Busy"/>: there are too many sessions.</exception>
    public (byte[] Name, Session Session) Begin(SignedInPerson who, Session? before)
    {
        DateTimeOffset now = Now;
        byte[] name = RandomNumberGenerator.GetBytes(NameLength);

        // Who shows anew that it is they goes on with what they did.
        who = before?.Who.Person == who.Person ? who with { ActsFor = before.Who.ActsFor } : who;
        Session session = new(KeyOf(name), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), who, now, now);
        lock (_turn)
        {
            List<Session> over = [.. OfPerson(who.Person).Where(known => known.Key != before?.Key).OrderByDescending(known => known.StartedAt).Skip(MostOfPerson - 1)];
            if (before is not null)
            {
                over.Add(before);
            }

            if (_sessions.Count >= _capacity)
            {
                over.AddRange(_sessions.Values.Where(known => !known.IsInForce(_options, now)));
                if (_sessions.Count - over.Count >= _capacity)
                {
                    throw new LedgerException(LedgerError.Busy, "登录的人过多，请稍后重试。", "Too many people are signed in; try again later.");
                }
            }

            Write(session, over);
        }

        return (name, session);
    }

    /// <summary>The session with this random name, used now; null where there is none, or it is over.</summary>
    public Session? Use(ReadOnlySpan<byte> name)
    {
        ByteString key = KeyOf(name);
        DateTimeOffset now = Now;
        lock (_turn)
        {
            if (!_sessions.TryGetValue(key, out Session? session))
            {
                return null;
            }

            if (!session.IsInForce(_options, now))
            {
                Write(begun: null, [session]);
                return null;
            }

            session = session with { UsedAt = now };
            _sessions[key] = session;
            if (now - _written[key] >= WrittenEvery)
            {
                Write(session, []);
            }

            return session;
        }
    }

    /// <summary>Chooses for whom a session acts. Whether the person may is asked before, and again at every request.</summary>
    /// <param name="session">The session.</param>
    /// <param name="holder">Keyed hash of the holder's code; null for nobody in particular.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.SignInNeeded"/>: it has ended meanwhile.</exception>
    public void ActFor(Session session, Digest? holder)
    {
        lock (_turn)
        {
            Session known = _sessions.GetValueOrDefault(session.Key)
                ?? throw new LedgerException(LedgerError.SignInNeeded, "登录已结束，请重新登录。", "The session has ended; sign in again.");
            Write(known with { Who = known.Who with { ActsFor = holder } }, []);
        }
    }

    /// <summary>The sessions of a person that still count, the newest first.</summary>
    public IReadOnlyList<Session> Of(Digest person)
    {
        lock (_turn)
        {
            return [.. OfPerson(person).OrderByDescending(session => session.StartedAt)];
        }
    }

    /// <summary>Ends a session. When this returns, it is ended on the disk.</summary>
    public void End(Session session)
    {
        lock (_turn)
        {
            Write(begun: null, [session]);
        }
    }

    /// <summary>Ends all sessions of a person. When this returns, they are ended on the disk.</summary>
    /// <returns>How many.</returns>
    public int EndAll(Digest person)
    {
        lock (_turn)
        {
            Session[] ended = [.. _sessions.Values.Where(session => session.Who.Person == person)];
            Write(begun: null, ended);
            return ended.Length;
        }
    }

    /// <summary>
    /// Ends what a provider says is over. One of the provider's sessions ends those that began in it and, as nobody knows where they began, those of
    /// its person for which the provider named none. When this returns, they are ended on the disk.
    /// </summary>
    /// <param name="person">Whose; null where the provider names its session only.</param>
    /// <param name="providerSession">Which of the provider's sessions; null for all of the person's.</param>
    /// <returns>Which.</returns>
    public IReadOnlyList<Session> EndOfProvider(Digest? person, Digest? providerSession)
    {
        lock (_turn)
        {
            Session[] ended = [.. _sessions.Values.Where(session => providerSession is null
                ? session.Who.Person == person
                : (person is null || session.Who.Person == person)
                    && (session.Who.ProviderSession == providerSession || (person is not null && session.Who.ProviderSession is null)))];
            Write(begun: null, ended);
            return ended;
        }
    }

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private static ByteString KeyOf(ReadOnlySpan<byte> name) => ByteString.CopyFrom(SHA256.HashData(name));

    private IEnumerable<Session> OfPerson(Digest person)
    {
        DateTimeOffset now = Now;
        return _sessions.Values.Where(session => session.Who.Person == person && session.IsInForce(_options, now));
    }

    // The disk first: where it fails, nothing has changed here either.
    private void Write(Session? begun, IReadOnlyList<Session> ended)
    {
        WriteBatch batch = new();
        foreach (Session session in ended)
        {
            batch.Delete(Column.Sessions, session.Key.ToByteArray());
        }

        if (begun is not null)
        {
            batch.Put(Column.Sessions, begun.Key.ToByteArray(), begun.ToRow());
        }

        if (!batch.IsEmpty)
        {
            _store.Write(batch);
        }

        foreach (Session session in ended)
        {
            _sessions.Remove(session.Key);
            _written.Remove(session.Key);
        }

        if (begun is not null)
        {
            (_sessions[begun.Key], _written[begun.Key]) = (begun, begun.UsedAt);
        }
    }
}
