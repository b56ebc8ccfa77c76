using Ledger.Crypto.Certificates;
using Ledger.Node.Anchoring;
using Ledger.Node.Auditing;
using Ledger.Node.Catalogue;
using Ledger.Node.Comparisons;
using Ledger.Node.Composites;
using Ledger.Node.Consents;
using Ledger.Node.Copies;
using Ledger.Node.Exchange;
using Ledger.Node.Federation;
using Ledger.Node.Holdings;
using Ledger.Node.Importing;
using Ledger.Node.Inspections;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Migrations;
using Ledger.Node.Parties;
using Ledger.Node.Presentations;
using Ledger.Node.Reconciliation;
using Ledger.Node.Renewals;
using Ledger.Node.Seals;
using Ledger.Node.Security;
using Ledger.Node.SignIn;
using Ledger.Node.TimeStamps;

namespace Ledger.Node;

/// <summary>What a node consists of, once it is open.</summary>
internal sealed partial class ProvinceNode
{
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

    /// <summary>For whom people act.</summary>
    public Acting Acting { get; private set; } = null!;

    /// <summary>Consents.</summary>
    public ConsentRegister Consents { get; private set; } = null!;

    /// <summary>Consents that clerks write down and holders confirm.</summary>
    public AssistedConsents AssistedConsents { get; private set; } = null!;

    /// <summary>Uses of licences by departments.</summary>
    public UseRegister Uses { get; private set; } = null!;

    /// <summary>Objections of holders to uses.</summary>
    public UseObjections UseObjections { get; private set; } = null!;

    /// <summary>What was used of minors, for their parents.</summary>
    public MinorsUses MinorsUses { get; private set; } = null!;

    /// <summary>Which materials are a person's own.</summary>
    public OwnMaterials OwnMaterials { get; private set; } = null!;

    /// <summary>Erases whole holders.</summary>
    public HolderErasure HolderErasure { get; private set; } = null!;

    /// <summary>Answers authorities that compare their records.</summary>
    public ReconciliationDesk Reconciliation { get; private set; } = null!;

    /// <summary>What authorities say that they issued.</summary>
    public ManifestRegister Manifests { get; private set; } = null!;

    /// <summary>The other provinces' nodes.</summary>
    public Neighbours Neighbours { get; private set; } = null!;

    /// <summary>Uses of what other provinces hold.</summary>
    public ExchangeDesk Exchange { get; private set; } = null!;

    /// <summary>Posts the receipts of these uses; null where the settings know no other province.</summary>
    public ReceiptPoster? ReceiptPoster { get; private set; }

    /// <summary>Inspection plans.</summary>
    public InspectionRegister Inspections { get; private set; } = null!;

    /// <summary>Tells other provinces of what holders consented to there.</summary>
    public ConsentPlacer ConsentPlacer { get; private set; } = null!;

    /// <summary>What other provinces' nodes state of holders' consents.</summary>
    public ConsentActReading ConsentActs { get; private set; } = null!;

    /// <summary>Receipts of what other provinces used here.</summary>
    public UseReceipts UseReceipts { get; private set; } = null!;

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

    /// <summary>Applications for renewals.</summary>
    public RenewalApplications RenewalApplications { get; private set; } = null!;

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

    /// <summary>Keys of the other provinces as the chain says them; null where nothing is read from one.</summary>
    public ProvinceKeys? ProvinceKeys { get; private set; }

    /// <summary>Reads them; null as above.</summary>
    public TrustFollower? TrustFollower { get; private set; }

    /// <summary>Keys that departments register for their own systems.</summary>
    public SystemKeyRegister SystemKeys { get; private set; } = null!;

    /// <summary>Nonces of signed requests that were taken.</summary>
    public UsedNonces UsedNonces { get; private set; } = null!;

    /// <summary>Sessions of people who signed in.</summary>
    public SessionRegister Sessions { get; private set; } = null!;

    /// <summary>The keys that it shows to identity providers.</summary>
    public ClientKeys ClientKeys { get; private set; } = null!;

    /// <summary>Which licences are a person's own.</summary>
    public OwnLicences OwnLicences { get; private set; } = null!;

    /// <summary>The certificate by which it shows itself to other provinces' nodes, the same as its server's; null where it has none.</summary>
    public ServerCertificate? ClientCertificate { get; private set; }

    /// <summary>The certificate with which it speaks TLS itself; null where a proxy does.</summary>
    public ServerCertificate? Certificate { get; private set; }

    /// <summary>The key it signs answers with, or null where no system signs requests.</summary>
    public MessageKey? AnswerKey { get; private set; }

    /// <summary>The key it signs requests to other provinces with, or null where it knows none.</summary>
    public MessageKey? RequestKey { get; private set; }

    /// <summary>Opens what other provinces give to departments without a certificate of their own; null where the settings know no other province.</summary>
    public EnvelopeKey? EnvelopeKey { get; private set; }

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
}
