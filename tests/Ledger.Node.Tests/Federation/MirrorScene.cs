using System.Text;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Federation;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Federation;

/// <summary>Another province's log over HTTP, this node's mirror of it in a store of its own, and the map auditor.</summary>
internal sealed class MirrorScene : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly TlogPolicy? _witnesses;
    private readonly Ed25519PrivateKey _auditorKey = Ed25519PrivateKey.Generate();
    private RemoteLog _remote = null!;

    public MirrorScene(TemporaryFolder folder, MirrorLimits? limits = null, TlogPolicy? witnesses = null)
    {
        (_folder, _witnesses) = (folder, witnesses);
        Limits = limits ?? new MirrorLimits { Answer = TimeSpan.FromSeconds(2) };
        Clock.Now = LedgerLeaves.Start.AddHours(1);
        Open(Guid.NewGuid().ToString());
    }

    public MirrorLimits Limits { get; }

    public ServedLog Served { get; } = new();

    public WrittenLog Log => Served.Log;

    public LedgerLeaves Made { get; set; } = new();

    public TestClock Clock { get; } = new();

    public bool MaySign { get; set; } = true;

    public StateStore Store { get; private set; } = null!;

    public LogMirror Mirror { get; private set; } = null!;

    public MapAuditor Auditor { get; private set; } = null!;

    public string Database { get; private set; } = "";

    public MirrorState State => Mirror.State;

    public WitnessedCheckpoint? Signed => Auditor.Latest(Witness.KeyOf(WrittenLog.Origin));

    /// <summary>Adds groups of leaves to the log: each issues a licence and ends with a map commit. Serves it all.</summary>
    public void Grow(int groups)
    {
        for (int i = 0; i < groups; i++)
        {
            Made.Add(EventType.Issue, $"licence {Made.Leaves.Count}");
            Made.Commit();
        }

        Serve();
    }

    /// <summary>Serves the leaves as they are.</summary>
    public void Serve() => Log.Write(Made.Leaves);

    /// <summary>Another history of so many groups under the same keys.</summary>
    public void Fork(int groups)
    {
        Made = new LedgerLeaves();
        Made.Add(EventType.Issue, "another first licence");
        Made.Commit();
        Grow(groups - 1);
    }

    /// <summary>One step, or as many as it takes.</summary>
    public async Task<MirrorTrouble> FollowAsync()
    {
        while (await Mirror.CatchUpAsync())
        {
        }

        return State.Trouble;
    }

    /// <summary>Submits what the log shows at present, as the log's own feed would.</summary>
    public Task<WitnessAnswer> SubmitAsync() => SubmitAsync(SignedNote.Parse(Log.Files["checkpoint"]));

    public Task<WitnessAnswer> SubmitAsync(SignedNote note) =>
        Auditor.AddAsync(Encoding.UTF8.GetBytes($"old 0\n\n{note}"), CancellationToken.None);

    /// <summary>Nothing new is verified and nothing is signed, whoever asks.</summary>
    public async Task AssertNothingIsSignedAsync()
    {
        WitnessedCheckpoint? before = Signed;
        WitnessAnswer answer = await SubmitAsync();
        Assert.NotEqual(WitnessOutcome.Cosigned, answer.Outcome);
        Assert.Null(answer.Cosignature);
        Assert.Equal(before?.Note.ToString(), Signed?.Note.ToString());
    }

    /// <summary>Whether the copy is, file by file, what an honest log of its size serves, and passes the audit of any log.</summary>
    public async Task AssertCopyIsWholeAsync()
    {
        using WrittenLog right = new();
        right.Write([.. Made.Leaves.Take((int)State.Size)]);
        foreach ((string path, byte[] bytes) in right.Files.Where(file => !file.Key.EndsWith("checkpoint", StringComparison.Ordinal)))
        {
            byte[] copy = await ReadCopyAsync(path, int.MaxValue, default);
            Assert.True(bytes.AsSpan().SequenceEqual(copy), path);
        }

        TileAuditReport report = await new TileAudit(ReadCopyAsync, Log.Key, Log.Sm3Key).RunAsync(null, CancellationToken.None);
        Assert.Null(report.Difference);
        Assert.Equal(State.Size, report.Leaves);
    }

    /// <summary>Closes everything without a word, and opens it again, as after a crash.</summary>
    public async Task ReopenAsync()
    {
        await CloseAsync();
        Open(Database);
    }

    /// <summary>Goes on with the files as a crash at this moment would leave them.</summary>
    public async Task CrashAsync()
    {
        string copy = Guid.NewGuid().ToString();
        Directory.CreateDirectory(_folder[copy]);
        foreach (string file in Directory.GetFiles(_folder[Database]))
        {
            File.Copy(file, Path.Combine(_folder[copy], Path.GetFileName(file)));
        }

        await CloseAsync();
        Open(copy);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Served.Dispose();
        _auditorKey.Dispose();
    }

    private void Open(string database)
    {
        Database = database;
        Store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder[database]) });
        _remote = new RemoteLog(Served.Address, Limits.Answer);
        TrustedLog log = new(WrittenLog.Origin, Log.Key, Log.Sm3Key, Served.Address, _witnesses);
        Mirror = new LogMirror(log, _remote.ReadAsync, Store, Limits, Clock);
        Auditor = new MapAuditor(
            Store,
            new NoteCosigner("witness.example/js" + MapAuditor.NameSuffix, _auditorKey),
            new Dictionary<string, LogMirror> { [log.Origin] = Mirror },
            new Dictionary<string, NoteVerifier> { [log.Origin] = log.Ed25519 },
            () => MaySign,
            Clock);
    }

    private async Task CloseAsync()
    {
        await Mirror.DisposeAsync();
        _remote.Dispose();
        Store.Dispose();
    }

    private Task<byte[]> ReadCopyAsync(string path, int maxLength, CancellationToken cancel)
    {
        bool isTwin = path.StartsWith(TilePath.Sm3Prefix, StringComparison.Ordinal);
        string[] parts = (isTwin ? path[TilePath.Sm3Prefix.Length..] : path).Split('/');
        if (parts is [TilePath.Checkpoint])
        {
            return Task.FromResult((isTwin ? Mirror.Verified!.Sm3 : Mirror.Verified!.Sha256).Note.ToBytes());
        }

        // These logs are too small for a number of more than three digits.
        string[] place = parts[2].Split(".p");
        long index = long.Parse(place[0], System.Globalization.CultureInfo.InvariantCulture);
        int width = parts.Length == 4 ? int.Parse(parts[3], System.Globalization.CultureInfo.InvariantCulture) : TilePath.Width;
        return Task.FromResult(parts[1] == "entries"
            ? Mirror.Entries(index, width)
            : Mirror.Tile(
                isTwin ? Crypto.Merkle.MerkleHasher.Sm3 : Crypto.Merkle.MerkleHasher.Sha256,
                int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
                index,
                width));
    }
}
