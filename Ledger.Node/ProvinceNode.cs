using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Auditing;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Copies;
using Ledger.Node.Exchange;
using Ledger.Node.Federation;
using Ledger.Node.Inspections;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Parties;
using Ledger.Node.Seals;
using Ledger.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Ledger.Node;

/// <summary>One province's node, opened: its store, its log, its registers and the workers that follow the log.</summary>
internal sealed partial class ProvinceNode : IAsyncDisposable
{
    private static readonly TimeSpan WitnessPatience = TimeSpan.FromSeconds(10);

    private readonly Stack<IDisposable> _owned = new();
    private readonly WitnessClient _witnesses;
    private HolderSecrets? _secrets;
    private volatile bool _hasBegun;
    private AuditPseudonyms? _pseudonyms;
    private SealWorkshop? _workshop;
    private KeyPassphrase? _passphrase;
    private AnchorReader? _chain;
    private TrustReader? _trustReader;
    private OthersMemory _others = null!;

    private ProvinceNode(NodeOptions options)
    {
        Options = options;
        _witnesses = new WitnessClient(WitnessPatience, options.OutgoingNetworks);
    }

    /// <summary>Its settings.</summary>
    public NodeOptions Options { get; }

    /// <summary>Whether a certificate is or was that of a signing key of an authority: this node holds the key, or the log knows it.</summary>
    public bool HasSigningKey(string authority, Digest certificate) =>
        Keys.Authorities.Any(keys => keys.Code == authority
            && (keys.SealCertificate.Thumbprint == certificate || keys.SigningCertificate.Thumbprint == certificate))
        || SigningKeys.Find(certificate)?.Authority == authority;

    /// <summary>Whether a final anchor covers a log entry.</summary>
    public bool IsAnchored(long index) => AnchorWorker is not null && index < AnchorWorker.State.AnchoredSize;

    /// <summary>The catalogue of every event the node knows.</summary>
    public static EventCatalogue AllEvents()
    {
        EventCatalogue events = new();
        AuthorityTable.AddTo(events);
        HolderTable.AddTo(events);
        SealTable.AddTo(events);
        SigningKeyTable.AddTo(events);
        CatalogueTable.AddTo(events);
        LicenceTable.AddTo(events);
        CopyTable.AddTo(events);
        MaterialTable.AddTo(events);
        InspectionTable.AddTo(events);
        ConsentTable.AddTo(events);
        UseTable.AddTo(events);
        UseObjectionTable.AddTo(events);
        UseReceiptTable.AddTo(events);
        GivenReceiptTable.AddTo(events);
        LogContinuation.AddTo(events);
        AuditCommitments.AddTo(events);
        LoadEvents.AddTo(events);
        return events;
    }

    /// <summary>
    /// Opens a node and compares its log with what it remembers itself and what others remember. A mismatch opens it in quarantine;
    /// where too few of the others answer it opens waiting, and <see cref="StartUpWorker"/> goes on asking.
    /// </summary>
    /// <exception cref="FormatException">A key, certificate or setting is missing or malformed.</exception>
    /// <exception cref="StoreException">The database cannot be opened: in use, damaged, or its library is missing.</exception>
    public static async Task<ProvinceNode> OpenAsync(
        NodeOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancel)
    {
        ProvinceNode node = new(options);
        try
        {
            node.OpenParts(time, loggers);
            await node.TryBeginAsync(cancel);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Whether it issues: the writer's state, and while the writer writes but this node's authorities and seals are being entered still, that it waits.
    /// </summary>
    public WriterState State => _hasBegun || Ledger.State.Mode != WriterMode.Writing ? Ledger.State
        : new WriterState(WriterMode.Waiting, "正在登记本节点的机构与印章。", "The node's authorities and seals are being entered.");

    /// <summary>
    /// Asks the others what they remember and, if enough answer, lets the writer begin: first of all with the catalogue that comes with
    /// the program, as far as the log has nothing of it. Then enters the authorities whose keys this node holds, and their seals.
    /// </summary>
    public async Task TryBeginAsync(CancellationToken cancel)
    {
        if (await _others.AskAsync(cancel) is not { } known)
        {
            return;
        }

        IReadOnlyList<ByteString> orphans = Materials.FindOrphans();
        Ledger.Begin(known, Open);
        if (Ledger.State.Mode != WriterMode.Writing)
        {
            return;
        }

        Materials.RemoveOrphans(orphans);
        Holders.FinishErasures();

        foreach (AuthorityKeys authority in Keys.Authorities)
        {
            await Authorities.RegisterAsync(authority.Code, authority.Name, Options.Division, cancel);
        }

        await Seals.EnterHeldAsync(cancel);
        _hasBegun = true;
    }

    /// <summary>Finishes what waits, then closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Mirrors is not null)
        {
            await Mirrors.DisposeAsync();
        }

        if (Ledger is not null)
        {
            await Ledger.DisposeAsync();
        }

        _chain?.Dispose();
        _trustReader?.Dispose();
        _workshop?.Dispose();
        _passphrase?.Dispose();
        _witnesses.Dispose();
        _pseudonyms?.Dispose();
        _secrets?.Dispose();
        while (_owned.TryPop(out IDisposable? part))
        {
            part.Dispose();
        }
    }
}
