using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Log;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Licences;

/// <summary>A ledger in a temporary folder whose licences are written as bare events, by the thousand, without keys or signatures.</summary>
internal sealed class QueriedLedger : IAsyncDisposable
{
    public const string Issuer = "11310105MBDEM0015E";
    public const string Stranger = "11310107MBDEM00236";

    public static readonly string[] Types = ["11100000MBDEM901XT001", "11100000MBDEM901XT002", "11100000MB0341032Y002"];

    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;
    private int _serial;

    public QueriedLedger()
    {
        _ledger = new TestLedger(_folder);
        HolderTable.AddTo(_ledger.Events);
        LicenceTable.AddTo(_ledger.Events);
        _ledger.Open();
        Secrets = HolderSecrets.Create(_folder["holder-secrets"]);
        HolderKeys keys = new(_ledger.Options.Origin, Secrets, ErasableRing.Create([_folder["holder-ring"]]));
        Holders = new HolderRegister(Writer, keys, new HolderVault(_ledger.Options.Origin, keys));
        Queries = new LicenceQueries(Writer, Holders, Secrets, Clock);
        Changes = new LicenceChanges(Writer, Clock);
    }

    public LedgerWriter Writer => _ledger.Writer;

    public TestClock Clock => _ledger.Clock;

    public DateOnly Today => LicenceDate.InChina(Clock.Now);

    public HolderSecrets Secrets { get; }

    public HolderRegister Holders { get; }

    public LicenceQueries Queries { get; }

    public LicenceChanges Changes { get; }

    /// <summary>An issuing that is right in every field that the rows are made of.</summary>
    public LicenceIssued Issuing(
        string issuer = Issuer, string? type = null, DateOnly? from = null, DateOnly? to = null, string? number = null, params ByteString[] holders)
    {
        type ??= Types[0];
        string serial = $"S{Interlocked.Increment(ref _serial)}";
        LicenceIssued issued = new()
        {
            StatementSm3 = ByteString.CopyFrom(Sm3.Hash("statement"u8).Span),
            Handle = Handle.New(),
            Identifier = LicenceIdentifier.Create(type, issuer, serial, 1).ToString(),
            Type = type,
            Issuer = issuer,
            HolderHandle = holders.Length > 0 ? holders[0] : Handle.New(),
            Version = 1,
            ValidFrom = LicenceDate.Format(from ?? Today),
            ValidTo = to is DateOnly last ? LicenceDate.Format(last) : "",
            SealedSm3 = ByteString.CopyFrom(Sm3.Hash("sealed"u8).Span),
            Edition = 1,
            Act = LicenceAct.Issue.Code(),
            NumberLookup = ByteString.CopyFrom(Secrets.NumberLookup(issuer, number ?? serial).Span),
        };
        issued.CoHolderHandles.AddRange(holders.Skip(1));
        return issued;
    }

    /// <summary>Appends events, in one turn.</summary>
    public async Task AppendAsync<T>(params IReadOnlyList<T> events)
        where T : IMessage<T>
    {
        await Writer.WriteAsync(write => events.Select(e => write.Append(e)).ToList()[^1], CancellationToken.None);
        Clock.Now += TimeSpan.FromMilliseconds(1);
    }

    public Licence Find(ByteString handle)
    {
        using LedgerRead read = Writer.Read();
        return LicenceTable.Get(read, handle);
    }

    /// <summary>Every page of an answer, one after the other.</summary>
    public static List<LicencePage> Pages(Func<string?, LicencePage> page)
    {
        List<LicencePage> pages = [page(null)];
        while (pages[^1].Cursor is string cursor)
        {
            pages.Add(page(cursor));
        }

        return pages;
    }

    /// <summary>The handles of a whole answer.</summary>
    public static List<ByteString> All(Func<string?, LicencePage> page) =>
        [.. Pages(page).SelectMany(one => one.Licences).Select(licence => licence.Handle)];

    /// <summary>What the whole log adds up to once more.</summary>
    public ReplayReport Replay()
    {
        using StateStore scratch = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["scratch"]) });
        using LedgerRead stored = Writer.Read();
        return new LogReplay(_ledger.Events, _ledger.Options.Origin, scratch).Run(stored, _ => { }, CancellationToken.None);
    }

    /// <summary>The rows of a column.</summary>
    public List<string> KeysOf(Column column)
    {
        using LedgerRead read = Writer.Read();
        return [.. read.Scan(column, []).Select(row => Convert.ToHexStringLower(row.Key))];
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        Secrets.Dispose();
        _folder.Dispose();
    }
}
