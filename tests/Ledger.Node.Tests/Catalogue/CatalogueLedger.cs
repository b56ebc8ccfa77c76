using System.Text;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Log;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Catalogue;

/// <summary>A ledger in a temporary folder with a catalogue, and definitions to enter in it.</summary>
internal sealed class CatalogueLedger : IAsyncDisposable
{
    public const string Code = "11310000MBDEM9052W777";
    public const string Definer = "11310000MBDEM9052W";
    public const string Issuer = "11310105MBDEM0015E";
    public const string Stranger = "11310107MBDEM00236";

    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public CatalogueLedger()
    {
        _ledger = new TestLedger(_folder);
        AuthorityTable.AddTo(_ledger.Events);
        CatalogueTable.AddTo(_ledger.Events);
        _ledger.Open();
        Register = new CatalogueRegister(Writer);
        Types = new LicenceTypes(Writer);
    }

    public LedgerWriter Writer => _ledger.Writer;

    public CatalogueRegister Register { get; }

    public LicenceTypes Types { get; }

    public long Size => Writer.Head?.Size ?? 0;

    /// <summary>An edition of a type of one or more text fields, with members of its own.</summary>
    public static byte[] Type(int edition, string fields = "A", string members = $$"""
        "issuers":["{{Issuer}}"],
        """) => Encoding.UTF8.GetBytes($$"""
        {"code":"{{Code}}","edition":{{edition}},"name":"甲证","english":"A licence",{{members}}
         "definedBy":{"code":"{{Definer}}","name":"某局"},"validity":{"longTermAllowed":true},
         "fields":[{{string.Join(',', fields.Split(' ').Select(Field))}}]}
        """);

    public static RequestKey Key(string key, string body = "body") => RequestKey.For("test", key, Encoding.UTF8.GetBytes(body));

    public Task<CatalogueEntry> EnterAsync(byte[] definition, string authority = Issuer, string? key = null) =>
        Register.EnterLicenceTypeAsync(authority, definition, Key(key ?? Guid.NewGuid().ToString()), CancellationToken.None);

    public Task<int> EnterSeedAsync() => EnterAsync(CatalogueSeed.All());

    public Task<int> EnterAsync(IEnumerable<CatalogueDefinition> seed) =>
        Writer.WriteAsync(write => CatalogueRegister.EnterMissing(write, seed), CancellationToken.None);

    /// <summary>Adds the whole log up again in another store; what is stored has to be the same.</summary>
    public void RequireReplay()
    {
        using StateStore scratch = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder[Guid.NewGuid().ToString()]) });
        using LedgerRead rows = Writer.Read();
        ReplayReport report = new LogReplay(_ledger.Events, _ledger.Options.Origin, scratch).Run(rows, _ => { }, CancellationToken.None);
        Assert.Null(report.Difference);
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        _folder.Dispose();
    }

    private static string Field(string key) =>
        $$"""{"key":"{{key}}","label":"{{key}} 项","english":"{{key}}","kind":"text","required":true,"maximumLength":9,"sensitivity":"public"}""";
}
