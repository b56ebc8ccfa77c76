using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
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
using Ledger.Node.Storage;
using Ledger.Node.TimeStamps;
using Microsoft.Extensions.Logging;

namespace Ledger.Node;

/// <summary>Puts the parts of a node together, lowest first; what is opened here is closed with the node.</summary>
internal sealed partial class ProvinceNode
{
    /// <summary>The trust policy by which a node verifies, with its revocation lists; null where it has none.</summary>
    /// <exception cref="FormatException">It or a list is malformed.</exception>
    public static TrustPolicy? TrustOf(NodeOptions options)
    {
        string path = Path.Combine(options.TrustFolder, "policy.json");
        return File.Exists(path)
            ? TrustPolicy.Parse(File.ReadAllBytes(path)) with { RevocationLists = RevocationFolder.Load(options.TrustFolder) }
            : null;
    }

    private void OpenParts(TimeProvider time, ILoggerFactory loggers)
    {
        StateStore store = Own(StateStore.Open(new StoreOptions { Folder = Options.DatabaseFolder }));
        Sm2Signing.TryUse(Options.Signing.Engine);
        KeyPassphrase? passphrase = _passphrase = KeyPassphraseSource.Open(Options);
        SigningKey checkpointKey = Own(SigningKeyFile.Load(Path.Combine(Options.KeyFolder, "log-ed25519.key"), passphrase));
        SigningKey sm3Key = Own(SigningKeyFile.Load(Path.Combine(Options.KeyFolder, "log-sm2.key"), passphrase));
        TrustPolicy? trust = TrustOf(Options);
        TrustedRoots = trust?.Roots;
        Revocations = new KnownRevocations(trust);
        Keys = Own(SealingKeys.Load(Options.KeyFolder, passphrase, Revocations));
        ReceiptKeys = ReceiptKeys.Load(Options.KeyFolder, passphrase) is ReceiptKeys receiptKeys ? Own(receiptKeys) : null;
        ProvinceKeys = Options.Anchoring?.TrustContract is null ? null : new ProvinceKeys(store, TrustReader.SourceOf(Options.Anchoring), Options.Provinces, time);
        (Systems, UsedNonces) = (new SystemRegistry(Options.Callers, ProvinceKeys), new UsedNonces(store, time));
        Sessions = new SessionRegister(store, Options.SignIn, time);
        ClientKeys = Own(ClientKeys.Open(Options.SignIn, Options.KeyFolder, passphrase));
        RequestKey = Options.Provinces.Count > 0 ? Own(MessageKey.Open(Options.KeyFolder, MessageKey.Requests, Options.Origin, passphrase)) : null;
        EnvelopeKey = Options.Provinces.Count > 0 ? Own(EnvelopeKey.Open(Options.KeyFolder, Options.Origin, passphrase, time)) : null;
        ClientCertificate = Options.SpeaksTls || (Options.Provinces.Count > 0 && ServerCertificate.IsIn(Options.KeyFolder))
            ? Own(ServerCertificate.Open(Options.KeyFolder, passphrase, time, loggers.CreateLogger<ServerCertificate>()))
            : null;
        Certificate = Options.SpeaksTls ? ClientCertificate : null;
        _secrets = OpenSecrets(store, passphrase);
        SystemKeys = new SystemKeyRegister(store, Systems, Options.Systems, _secrets, time);

        // Where the first key of all is registered later, answers are signed from the next start on.
        AnswerKey = Systems.HasKeys ? Own(MessageKey.Open(Options.KeyFolder, MessageKey.Answers, Options.Origin, passphrase)) : null;
        _chain = Options.Anchoring is null ? null : new AnchorReader(Options.Anchoring);
        Directory.CreateDirectory(Path.GetDirectoryName(Options.HeadFile)!);
        LedgerOptions log = new() { Origin = Options.Origin, HeadFile = Options.HeadFile, LockFile = Options.LockFilePath };
        Ledger = LedgerWriter.Open(store, log, AllEvents(), new LedgerKeys(checkpointKey, sm3Key), time);
        OpenAudit(time, loggers);
        SigningKeys = new SigningKeyRegister(Ledger, Keys);
        NoteVerifier ownKey = new NoteSigner(Options.Origin, checkpointKey).Verifier;
        OpenTimeStamps(passphrase, time, loggers);
        _others = new OthersMemory(
            Options, ownKey, _chain, _witnesses, trust?.LogOf(Options.Origin)?.Witnesses, loggers.CreateLogger<OthersMemory>());
        Witnessing = Own(Witnessing.Open(Options, trust, store, Ledger, ownKey, _witnesses, passphrase, time, loggers));
        Mirrors = Mirroring.Open(Options, trust, store, Ledger, passphrase, time, loggers);
        Catalogue = new CatalogueRegister(Ledger);
        (Types, MaterialTypes, Items) = (new LicenceTypes(Ledger), new MaterialTypes(Ledger), new ServiceItems(Ledger));
#pragma warning disable CA2000 // Disposed of with the node.
        HolderKeys holderKeys = new(Options.Origin, _secrets, OpenRing(store));
#pragma warning restore CA2000
        using (LedgerRead rows = Ledger.Read())
        {
            holderKeys.RequireRightSecrets(rows);
        }

        if (!HolderKeys.AreUnderRing(store))
        {
            holderKeys.Adopt(store);
        }

        holderKeys.DropErased(store);

        HolderVault vault = new(Options.Origin, holderKeys);
        Authorities = new AuthorityRegister(Ledger);
        Holders = new HolderRegister(Ledger, holderKeys, vault);
        LicenceMaker maker = new(Options.Origin, time);
        Seals = OpenSeals(time, loggers);
        Licences = Own(new LicenceRegister(Ledger, Types, MaterialTypes, Holders, holderKeys, vault, maker, Seals, time));
        LicenceHistory = new LicenceHistory(Ledger, maker, vault, ShowAsync, time);
        Copies = new CopyRegister(Ledger, Licences, vault, Seals, time);
        Materials = new MaterialRegister(Ledger, MaterialTypes, Holders, _secrets, vault, new MaterialFiles(Options.MaterialFolder), Seals, time);
        OwnMaterials = new OwnMaterials(Ledger, Materials, _secrets);
        MaterialQueries = new MaterialQueries(Ledger, Materials, Holders, _secrets, time);
        Presentations = new PresentationRegister(Ledger, Licences, Seals, time);
        OwnLicences = new OwnLicences(Ledger, Holders, Licences);
        ShownPresentations = new PresentationMemory(store, time);
        Composites = new CompositeRegister(Ledger, Types, vault, time);
        Comparisons = new ComparisonRegister(Ledger, Types, vault);
        OpenConsents(vault, time, loggers);
        Neighbours = Own(new Neighbours(Options.Provinces, RequestKey, Options.OutgoingNetworks, time, loggers.CreateLogger<Neighbours>(), ProvinceKeys, () => ClientCertificate?.Current().TargetCertificate));
        _trustReader = ProvinceKeys is null ? null : new TrustReader(Options.Anchoring!);
        TrustFollower = ProvinceKeys is null ? null : Own(new TrustFollower(
            _trustReader!, ProvinceKeys, [.. Options.Provinces.Select(province => province.Division)], time, loggers.CreateLogger<TrustFollower>()));
        GivenReceipts receipts = new(Ledger, new NodeVault(Options.Origin, "use-receipt", _secrets.UseReceiptKey), TrySignStatement, time);
        ExchangeVerifier verifier = new(trust, time);
        Exchange = new ExchangeDesk(Neighbours, verifier, EnvelopeKey, receipts, time);
        ConsentActs = new ConsentActReading(Options.Origin, trust, time);
        ConsentPlacer = Own(new ConsentPlacer(Ledger, Consents, Neighbours, verifier, EnvelopeKey, TrySignStatement, ProveGuardianAsync, time, loggers.CreateLogger<ConsentPlacer>()));
        ReceiptPoster = Options.Provinces.Count > 0 ? Own(new ReceiptPoster(Ledger, receipts, Neighbours, store, loggers.CreateLogger<ReceiptPoster>())) : null;
        UseReceipts = new UseReceipts(Ledger, trust, vault, time);
        Reconciliation = new ReconciliationDesk(Ledger, _secrets, time);
        Manifests = new ManifestRegister(Ledger, store, _secrets, vault, time);
        LicenceQueries = new LicenceQueries(Ledger, Holders, _secrets, time);
        LicenceChanges = new LicenceChanges(Ledger, time);
        Renewals = new RenewalRegister(Ledger, Types, MaterialTypes, Licences, _secrets, time);
        RenewalApplications = new RenewalApplications(Ledger, Renewals, new RenewalApplicationTable(Options.Origin, _secrets!), _secrets!, time);
        Migrations = new MigrationRegister(Ledger, Types, Licences, _secrets, time);
        Imports = Own(new ImportRegister(Ledger, _secrets, Options.Origin, new ImportFolder(Options.ImportFolder), Options.ImportRowsAlone));
        Imports.RemoveOrphans();
        ImportWorker = Own(new ImportWorker(
            Ledger, Imports, Licences, Types, Options.ImportRowsPerSecond, time, loggers.CreateLogger<ImportWorker>()));
        if (Options.Anchoring is not null)
        {
            OpenAnchoring(store, _chain!, passphrase, time, loggers);
        }
    }

    private void OpenConsents(HolderVault vault, TimeProvider time, ILoggerFactory loggers)
    {
        Guardianship guardians = new(Holders, vault);
        Acting = new Acting(Ledger, Holders, guardians, time);
        Consents = new ConsentRegister(Ledger, Holders, vault, new ConsentRules(Types, MaterialTypes, Items, [.. Options.Provinces.Select(province => province.Division)]), guardians, time);
        AssistedConsents = new AssistedConsents(Ledger, Holders, Consents, new AssistedVault(Options.Origin, _secrets!), _secrets!, time);
        GivenConsents given = new(Items, Holders, vault);
        Inspections = new InspectionRegister(Ledger, _secrets!, new NodeVault(Options.Origin, "inspection", _secrets!.InspectionKey), time);
        Uses = new UseRegister(
            Ledger, new UseFinder(Types, given, Inspections, Holders), new MaterialUseFinder(MaterialTypes, Materials, given, Inspections, Holders), Types, MaterialTypes, Materials, vault, _secrets!,
            Options.Uses, new UseAlarm(Options.Uses, time, loggers.CreateLogger<UseAlarm>()), time);
        UseObjections = new UseObjections(Ledger, guardians, vault, _secrets!, time);
        HolderErasure = new HolderErasure(Ledger, Holders, Materials, time);
        MinorsUses = new MinorsUses(Ledger, Uses, Holders, guardians, time);
        PreCheck = new PreCheck(Ledger, Types, MaterialTypes, Items, Holders, vault, Comparisons, time);
    }

    private SealRegister OpenSeals(TimeProvider time, ILoggerFactory loggers)
    {
        _workshop = SealWorkshop.Find(Options.KeyFolder, _passphrase);
        SealPlaces places = new(Options.Origin, Options.KeyFolder, Options.Division, _passphrase);
        return Own(new SealRegister(Ledger, Keys, _secrets!, places, _workshop, time, loggers.CreateLogger<SealAttempts>()));
    }

    private void OpenAudit(TimeProvider time, ILoggerFactory loggers)
    {
        _pseudonyms = AuditPseudonyms.Of(_secrets!);
        Audit = new AuditDesk(Ledger, _pseudonyms);
        AuditSummary = new AuditSummary(Audit);
        AuditReading = new AuditReading(Ledger, Options.Origin);
        AuditWorker = Own(new AuditWorker(
            Ledger, AuditSummary, TimeSpan.FromSeconds(Options.AuditCommitSeconds), time, loggers.CreateLogger<AuditWorker>()));
    }

    private void OpenTimeStamps(KeyPassphrase? passphrase, TimeProvider time, ILoggerFactory loggers)
    {
        OwnTimeStamps = OwnIfAny(OwnTimeStamps.Load(Options.KeyFolder, passphrase, time, Revocations));
        TimeStamps = Own(new TimeStampSources(Options.TimeStamps, OwnTimeStamps, TrustedRoots, time, loggers.CreateLogger<TimeStampSources>()));
    }

    private void OpenAnchoring(StateStore store, AnchorReader chain, KeyPassphrase? passphrase, TimeProvider time, ILoggerFactory loggers)
    {
        AnchorOptions options = Options.Anchoring!;
        Secp256k1Key key = Own(AnchorKeyFile.Load(Path.Combine(Options.KeyFolder, "anchor.key"), passphrase));
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
    private HolderSecrets OpenSecrets(StateStore store, KeyPassphrase? passphrase)
    {
        string path = Path.Combine(Options.KeyFolder, "holder-secrets");
        if (File.Exists(path))
        {
            return HolderSecrets.Open(path, passphrase);
        }

        using LedgerRead rows = new(store, snapshot: null, head: null);
        return rows.Scan(Column.HolderKeys, [], limit: 1).Any()
            ? throw new FormatException($"{path} is missing, but the store holds keys that are wrapped under it.")
            : HolderSecrets.Create(path, passphrase);
    }

    /// <summary>A new ring is made for a store only whose keys are under none.</summary>
    private ErasableRing OpenRing(StateStore store)
    {
        string[] paths = [Options.RingFile, .. Options.RingCopies.Select(path => Path.GetFullPath(path, Options.Folder))];
        bool isMissing = !paths.Any(File.Exists) && HolderKeys.AreUnderRing(store) && !HolderKeys.IsEmpty(store);
        if (isMissing)
        {
            throw new FormatException($"{paths[0]} is missing, and every copy of it, but the store holds keys that are wrapped under it.");
        }

#pragma warning disable CA2000 // Disposed of with the node.
        return Own(ErasableRing.Open(paths) ?? ErasableRing.Create(paths));
#pragma warning restore CA2000
    }

    private T? OwnIfAny<T>(T? part)
        where T : class, IDisposable => part is null ? null : Own(part);

    private T Own<T>(T part)
        where T : IDisposable
    {
        _owned.Push(part);
        return part;
    }

    /// <summary>What stands in the log before anybody writes: nobody is told that a licence type is unknown because the node is new.</summary>
    private void Open(LedgerWrite write)
    {
        if (Options.Continues is LogContinuation ended && write.FirstIndex == 0)
        {
            write.Append(ended.ToEvent()); // the first leaf, or none
        }

        CatalogueRegister.EnterMissing(write, CatalogueSeed.All());
    }
}
