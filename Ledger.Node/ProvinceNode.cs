using Google.Protobuf;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Auditing;
using Ledger.Node.Catalogue;
using Ledger.Node.Comparisons;
using Ledger.Node.Composites;
using Ledger.Node.Consents;
using Ledger.Node.Copies;
using Ledger.Node.Federation;
using Ledger.Node.Importing;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Migrations;
using Ledger.Node.Parties;
using Ledger.Node.Presentations;
using Ledger.Node.Renewals;
using Ledger.Node.Seals;
using Ledger.Node.Security;
using Ledger.Node.SignIn;
using Ledger.Node.Storage;
using Ledger.Node.TimeStamps;
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
    private OthersMemory _others = null!;

    private ProvinceNode(NodeOptions options)
    {
        Options = options;
        _witnesses = new WitnessClient(WitnessPatience, options.OutgoingNetworks);
    }

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

    /// <summary>The catalogue: what it enters and finds.</summary>
    public CatalogueRegister Catalogue { get; private set; } = null!;

    /// <summary>Composite licences, worked out from their components.</summary>
    public CompositeRegister Composites { get; private set; } = null!;

    /// <summary>Copies of licences for one use.</summary>
    public CopyRegister Copies { get; private set; } = null!;

    /// <summary>Materials: takes them in, opens them.</summary>
    public MaterialRegister Materials { get; private set; } = null!;

    /// <summary>Lists materials.</summary>
    public MaterialQueries MaterialQueries { get; private set; } = null!;

    /// <summary>Consents.</summary>
    public ConsentRegister Consents { get; private set; } = null!;

    /// <summary>Consents that clerks write down and holders confirm.</summary>
    public AssistedConsents AssistedConsents { get; private set; } = null!;

    /// <summary>Uses of licences by departments.</summary>
    public UseRegister Uses { get; private set; } = null!;

    /// <summary>What applications would need.</summary>
    public PreCheck PreCheck { get; private set; } = null!;

    /// <summary>Presentations of licences.</summary>
    public PresentationRegister Presentations { get; private set; } = null!;

    /// <summary>Which presentations were shown here.</summary>
    public PresentationMemory ShownPresentations { get; private set; } = null!;

    /// <summary>Finds licences.</summary>
    public LicenceQueries LicenceQueries { get; private set; } = null!;

    /// <summary>Tells what happened to licences.</summary>
    public LicenceChanges LicenceChanges { get; private set; } = null!;

    /// <summary>Renewals.</summary>
    public RenewalRegister Renewals { get; private set; } = null!;

    /// <summary>Migrations.</summary>
    public MigrationRegister Migrations { get; private set; } = null!;

    /// <summary>What happened to licences, and what they were.</summary>
    public LicenceHistory LicenceHistory { get; private set; } = null!;

    /// <summary>Imports of departments' files.</summary>
    public ImportRegister Imports { get; private set; } = null!;

    /// <summary>The worker that issues their rows.</summary>
    public ImportWorker ImportWorker { get; private set; } = null!;

    /// <summary>Compares the licences of one holder.</summary>
    public ComparisonRegister Comparisons { get; private set; } = null!;

    /// <summary>Licence types.</summary>
    public LicenceTypes Types { get; private set; } = null!;

    /// <summary>Material types.</summary>
    public MaterialTypes MaterialTypes { get; private set; } = null!;

    /// <summary>Items (事项).</summary>
    public ServiceItems Items { get; private set; } = null!;

    /// <summary>Seals: applications, grants, uses.</summary>
    public SealRegister Seals { get; private set; } = null!;

    /// <summary>What the log has of the authorities' signing keys.</summary>
    public SigningKeyRegister SigningKeys { get; private set; } = null!;

    /// <summary>The authorities' keys.</summary>
    public SealingKeys Keys { get; private set; } = null!;

    /// <summary>Its own time-stamping authority, or null where it has no keys for one.</summary>
    public OwnTimeStamps? OwnTimeStamps { get; private set; }

    /// <summary>Who stamps the time on the files that it signs.</summary>
    public TimeStampSources TimeStamps { get; private set; } = null!;

    /// <summary>Roots of the trust policy by which it verifies; null where it has none.</summary>
    public IReadOnlyList<Certificate>? TrustedRoots { get; private set; }

    /// <summary>What its revocation lists say of the certificates by which it signs.</summary>
    public KnownRevocations Revocations { get; private set; } = KnownRevocations.None;

    /// <summary>The keys it signs verification receipts with, or null where it has none.</summary>
    public ReceiptKeys? ReceiptKeys { get; private set; }

    /// <summary>Which keys sign requests, and whose they are.</summary>
    public SystemRegistry Systems { get; private set; } = null!;

    /// <summary>Nonces of signed requests that were taken.</summary>
    public UsedNonces UsedNonces { get; private set; } = null!;

    /// <summary>Sessions of people who signed in.</summary>
    public SessionRegister Sessions { get; private set; } = null!;

    /// <summary>Which licences are a person's own.</summary>
    public OwnLicences OwnLicences { get; private set; } = null!;

    /// <summary>The certificate with which it speaks TLS itself; null where a proxy does.</summary>
    public ServerCertificate? Certificate { get; private set; }

    /// <summary>The key it signs answers with, or null where no system signs requests.</summary>
    public AnswerKey? AnswerKey { get; private set; }

    /// <summary>Where accesses are recorded.</summary>
    public AuditDesk Audit { get; private set; } = null!;

    /// <summary>Refusals of strangers, recorded as sums.</summary>
    public AuditSummary AuditSummary { get; private set; } = null!;

    /// <summary>Shows the auditor what was recorded.</summary>
    public AuditReading AuditReading { get; private set; } = null!;

    /// <summary>The worker that lets the log commit to what was recorded.</summary>
    public AuditWorker AuditWorker { get; private set; } = null!;

    /// <summary>What anchors have been made, or null without a chain.</summary>
    public AnchorJournal? Anchors { get; private set; }

    /// <summary>The worker that anchors, or null without a chain.</summary>
    public AnchorWorker? AnchorWorker { get; private set; }

    /// <summary>Its part in witnessing the logs.</summary>
    public Witnessing Witnessing { get; private set; } = null!;

    /// <summary>Its copies of the other logs, and the map auditor.</summary>
    public Mirroring Mirrors { get; private set; } = null!;

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
        ConsentTable.AddTo(events);
        UseTable.AddTo(events);
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
