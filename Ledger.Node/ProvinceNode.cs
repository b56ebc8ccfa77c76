using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Federation;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Seals;
using Ledger.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Ledger.Node;

/// <summary>One province's node, opened: its store, its log, its registers and the workers that follow the log.</summary>
internal sealed class ProvinceNode : IAsyncDisposable
{
    private readonly Stack<IDisposable> _owned = new();
    private HolderSecrets? _secrets;
    private AnchorReader? _chain;

    private ProvinceNode(NodeOptions options) => Options = options;

    /// <summary>Its settings.</summary>
    public NodeOptions Options { get; }

    /// <summary>The log and its one writer.</summary>
    public LedgerWriter Ledger { get; private set; } = null!;

    /// <summary>Holders.</summary>
    public HolderRegister Holders { get; private set; } = null!;

    /// <summary>Issuing authorities.</summary>
    public AuthorityRegister Authorities { get; private set; } = null!;

    /// <summary>Licences.</summary>
    public LicenceRegister Licences { get; private set; } = null!;

    /// <summary>Licence types.</summary>
    public LicenceTypes Types { get; private set; } = null!;

    /// <summary>The authorities' keys.</summary>
    public SealingKeys Keys { get; private set; } = null!;

    /// <summary>What anchors have been made, or null without a chain.</summary>
    public AnchorJournal? Anchors { get; private set; }

    /// <summary>The worker that anchors, or null without a chain.</summary>
    public AnchorWorker? AnchorWorker { get; private set; }

    /// <summary>Its part in witnessing the logs.</summary>
    public Witnessing Witnessing { get; private set; } = null!;

    /// <summary>Whether a final anchor covers a log entry.</summary>
    public bool IsAnchored(long index) => AnchorWorker is not null && index < AnchorWorker.State.AnchoredSize;

    /// <summary>The catalogue of every event the node knows.</summary>
    public static EventCatalogue AllEvents()
    {
        EventCatalogue events = new();
        AuthorityTable.AddTo(events);
        HolderTable.AddTo(events);
        LicenceTable.AddTo(events);
        LoadEvents.AddTo(events);
        return events;
    }

    /// <summary>Opens a node and compares its log with the head file and the chain. A mismatch opens it in quarantine.</summary>
    /// <exception cref="FormatException">A key, certificate or setting is missing or malformed.</exception>
    /// <exception cref="StoreException">The database cannot be opened: in use, damaged, or its library is missing.</exception>
    public static async Task<ProvinceNode> OpenAsync(
        NodeOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancel)
    {
        ProvinceNode node = new(options);
        try
        {
            await node.OpenPartsAsync(time, loggers, cancel);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Enters the authorities whose keys this node holds, as far as they are not entered yet.</summary>
    public async Task RegisterAuthoritiesAsync(CancellationToken cancel)
    {
        foreach (AuthorityKeys authority in Keys.Authorities)
        {
            await Authorities.RegisterAsync(authority.Code, authority.Name, Options.Division, cancel);
        }
    }

    /// <summary>Finishes what waits, then closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Ledger is not null)
        {
            await Ledger.DisposeAsync();
        }

        _chain?.Dispose();
        _secrets?.Dispose();
        while (_owned.TryPop(out IDisposable? part))
        {
            part.Dispose();
        }
    }

    private async Task OpenPartsAsync(TimeProvider time, ILoggerFactory loggers, CancellationToken cancel)
    {
        StateStore store = Own(StateStore.Open(new StoreOptions { Folder = Options.DatabaseFolder }));
        SigningKey checkpointKey = Own(SigningKeyFile.Load(Path.Combine(Options.KeyFolder, "log-ed25519.key")));
        SigningKey sm3Key = Own(SigningKeyFile.Load(Path.Combine(Options.KeyFolder, "log-sm2.key")));
        Keys = Own(SealingKeys.Load(Options.KeyFolder));
        _secrets = OpenSecrets(store);
        _chain = Options.Anchoring is null ? null : new AnchorReader(Options.Anchoring);
        Directory.CreateDirectory(Path.GetDirectoryName(Options.HeadFile)!);
        Ledger = LedgerWriter.Open(
            store,
            new LedgerOptions { Origin = Options.Origin, HeadFile = Options.HeadFile },
            AllEvents(),
            new LedgerKeys(checkpointKey, sm3Key),
            time,
            await ChainMemory.OfAsync(Options, _chain, loggers, cancel));
        Witnessing = Own(Witnessing.Open(Options, store, Ledger, time, loggers));
        Types = LicenceTypes.Embedded();
        HolderKeys holderKeys = new(Options.Origin, _secrets);
        using (LedgerRead rows = Ledger.Read())
        {
            holderKeys.RequireRightSecrets(rows);
        }

        HolderVault vault = new(Options.Origin, holderKeys);
        Authorities = new AuthorityRegister(Ledger);
        Holders = new HolderRegister(Ledger, holderKeys, vault);
        Licences = new LicenceRegister(
            Ledger, Types, Holders, vault, new LicenceMaker(Options.Origin, Keys, time), time);
        if (Options.Anchoring is not null)
        {
            OpenAnchoring(store, _chain!, time, loggers);
        }
    }

    private void OpenAnchoring(StateStore store, AnchorReader chain, TimeProvider time, ILoggerFactory loggers)
    {
        AnchorOptions options = Options.Anchoring!;
        Secp256k1Key key = Own(AnchorKeyFile.Load(Path.Combine(Options.KeyFolder, "anchor.key")));
        Anchors = new AnchorJournal(store, options, Options.Origin);
        AnchorWorker = Own(new AnchorWorker(
            options,
            AnchorSource.Of(Ledger),
            Anchors,
            chain,
            key,
            time,
            loggers.CreateLogger<AnchorWorker>()));
    }

    /// <summary>New secrets are made for a new store only: beside keys wrapped under lost ones they would hide the loss.</summary>
    private HolderSecrets OpenSecrets(StateStore store)
    {
        string path = Path.Combine(Options.KeyFolder, "holder-secrets");
        if (File.Exists(path))
        {
            return HolderSecrets.Open(path);
        }

        using LedgerRead rows = new(store, snapshot: null, head: null);
        return rows.Scan(Column.HolderKeys, [], limit: 1).Any()
            ? throw new FormatException($"{path} is missing, but the store holds keys that are wrapped under it.")
            : HolderSecrets.Create(path);
    }

    private T Own<T>(T part)
        where T : IDisposable
    {
        _owned.Push(part);
        return part;
    }
}
