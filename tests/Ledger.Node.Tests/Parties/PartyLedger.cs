using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Copies;
using Ledger.Node.Exchange;
using Ledger.Node.Inspections;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Parties;
using Ledger.Node.Seals;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Log;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Parties;

/// <summary>A ledger in a temporary folder with authorities, holders and licences, and secrets of its own.</summary>
internal sealed class PartyLedger : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public PartyLedger()
    {
        _ledger = new TestLedger(_folder);
        AddPartiesTo(_ledger.Events);
        _ledger.Open();
        Secrets = HolderSecrets.Create(_folder["holder-secrets"]);
        Ring = ErasableRing.Create([RingFile]);
        Keys = new HolderKeys(_ledger.Options.Origin, Secrets, Ring);
        Vault = new HolderVault(_ledger.Options.Origin, Keys);
        Holders = new HolderRegister(Writer, Keys, Vault);
        Authorities = new AuthorityRegister(Writer);
    }

    public TestClock Clock => _ledger.Clock;

    /// <summary>What somebody needs to verify what the log signed.</summary>
    public TrustedLog Log => new(
        _ledger.Options.Origin,
        new NoteSigner(_ledger.Options.Origin, _ledger.Key).Verifier,
        new NoteSigner(_ledger.Options.Origin + "/sm3", _ledger.Sm3Key).Verifier,
        Address: null);

    public LedgerWriter Writer => _ledger.Writer;

    public HolderSecrets Secrets { get; }

    public ErasableRing Ring { get; }

    public string RingFile => _folder["erasure/holder-ring"];

    public HolderKeys Keys { get; }

    public HolderVault Vault { get; }

    public HolderRegister Holders { get; }

    public AuthorityRegister Authorities { get; }

    /// <summary>Adds every event there is.</summary>
    public static void AddAllTo(EventCatalogue events)
    {
        AuditCommitments.AddTo(events);
        AddPartiesTo(events);
    }

    // All but what every ledger of these tests has.
    private static void AddPartiesTo(EventCatalogue events)
    {
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
        LoadEvents.AddTo(events);
    }

    public Task<ByteString> RegisterAsync(string type = "111", string name = "沈知夏", string code = "310100198806120023") =>
        Holders.RegisterAsync(type, name, code, CancellationToken.None);

    /// <summary>Adds the whole log up again in an empty store and compares every row.</summary>
    public ReplayReport Replay(StateStore scratch, LedgerRead rows) =>
        new LogReplay(_ledger.Events, _ledger.Options.Origin, scratch).Run(rows, _ => { }, CancellationToken.None);

    /// <summary>Adds the whole log up again in a store that is thrown away; what is stored has to be the same.</summary>
    public void RequireReplay()
    {
        using TemporaryFolder folder = new();
        using StateStore scratch = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(folder["scratch"]) });
        using LedgerRead rows = Writer.Read();
        Assert.Null(Replay(scratch, rows).Difference);
    }

    /// <summary>Takes the body of an event away, as a recovery that had only a mirror's leaves.</summary>
    public void LoseBody(long index)
    {
        WriteBatch batch = new();
        batch.Delete(Column.Bodies, RowKey.Of(index));
        batch.Put(Column.LostBodies, RowKey.Of(index), []);
        _ledger.Store.Write(batch);
    }

    /// <summary>Takes a derived row away, or puts a local one back, as nobody can through the writer.</summary>
    public void SetRow(Column column, byte[] key, byte[]? value)
    {
        WriteBatch batch = new();
        if (value is null)
        {
            batch.Delete(column, key);
        }
        else
        {
            batch.Put(column, key, value);
        }

        _ledger.Store.Write(batch);
    }

    /// <summary>Every file of the database, as one string of bytes.</summary>
    public byte[] StoredBytes() =>
        [.. Directory.EnumerateFiles(_ledger.Database).SelectMany(ReadShared)];

    /// <summary>Copies the database's files as they are at one moment.</summary>
    public void CopyDatabase(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(_ledger.Database).Where(file => Path.GetFileName(file) != "LOCK"))
        {
            File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(file)), ReadShared(file));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        Secrets.Dispose();
        Ring.Dispose();
        _folder.Dispose();
    }

    private static byte[] ReadShared(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
