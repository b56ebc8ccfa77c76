using System.Diagnostics;
using Ledger.Crypto.Signing;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Api.Bench;

/// <summary>A ledger of its own to be measured: real store, real keys, synced.</summary>
internal sealed class BenchLedger : IAsyncDisposable
{
    private readonly LedgerOptions _options;
    private readonly StoreOptions _storeOptions;
    private readonly EventCatalogue _events = new();
    private readonly SigningKey _key = Ed25519PrivateKey.Generate();
    private readonly SigningKey _sm3Key = Sm2PrivateKey.Generate();

    private bool _isOpen;

    private BenchLedger(string folder)
    {
        _storeOptions = new StoreOptions { Folder = Path.Combine(folder, "database") };
        _options = new LedgerOptions
        {
            Origin = "ledger.example/bench",
            HeadFile = Path.Combine(folder, "head"),
            LockFile = Path.Combine(folder, "lock"),
        };
        LoadEvents.AddTo(_events);
        OpenParts();
    }

    /// <summary>What entries are made of.</summary>
    public BenchBodies Bodies { get; } = new();

    /// <summary>The open store.</summary>
    public StateStore Store { get; private set; } = null!;

    /// <summary>Its writer.</summary>
    public LedgerWriter Writer { get; private set; } = null!;

    /// <summary>Leaves under the newest checkpoint.</summary>
    public long Size => Writer.Head?.Size ?? 0;

    /// <summary>Opens a new one in an empty folder.</summary>
    public static BenchLedger Create(string folder) => new(folder);

    /// <summary>Closes and opens it.</summary>
    /// <returns>Seconds from the closed database to a ledger that writes: all of the start-up check.</returns>
    /// <exception cref="InvalidOperationException">The start-up check found something.</exception>
    public async Task<double> RestartAsync()
    {
        await CloseAsync();
        long start = Stopwatch.GetTimestamp();
        OpenParts();
        return Writer.State.Mode == WriterMode.Writing
            ? Stopwatch.GetElapsedTime(start).TotalSeconds
            : throw new InvalidOperationException($"The ledger that was measured does not open: {Writer.State.English}");
    }

    /// <summary>Bytes of all files of the closed database.</summary>
    public long DiskBytes() => new DirectoryInfo(_storeOptions.Folder).EnumerateFiles().Sum(file => file.Length);

    /// <summary>Closes it; the files stay.</summary>
    public async Task CloseAsync()
    {
        if (_isOpen)
        {
            _isOpen = false;
            await Writer.DisposeAsync();
            Store.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _key.Dispose();
        _sm3Key.Dispose();
    }

    private void OpenParts()
    {
        Store = StateStore.Open(_storeOptions);
        _isOpen = true;
        Writer = LedgerWriter.Open(Store, _options, _events, new LedgerKeys(_key, _sm3Key), TimeProvider.System);
        Writer.Begin([]);
    }
}
