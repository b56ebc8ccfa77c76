using System.Text;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Tests.Licences;
using Ledger.Node.Tests.Parties;

namespace Ledger.Node.Tests.Materials;

/// <summary>A register of materials over a ledger and files in temporary folders.</summary>
internal sealed class MaterialLedger : IAsyncDisposable
{
    public const string Authority = "11310105MBDEM0015E";
    public const string Stranger = "11310107MBDEM00236";
    public const int MostBytes = 1 << 20;

    public static readonly HolderIdentity Company = new("上海澜川餐饮管理有限公司", "001", "91310105MADEM0011P");
    public static readonly HolderIdentity Person = new("沈知夏", "111", "310100198806120023");

    private readonly TemporaryFolder _folder = new();
    private readonly IssuingLedger _issuing = new();
    private int _keys;

    public MaterialLedger()
    {
        Files = new MaterialFiles(Folder, MostBytes);
        Register = new MaterialRegister(
            Parties.Writer, MaterialTypes.Embedded(), Parties.Holders, Parties.Secrets, Parties.Vault, Files, _issuing.SealRegister, Clock);
        Queries = new MaterialQueries(Parties.Writer, Register, Parties.Holders, Parties.Secrets, Clock);
    }

    public PartyLedger Parties => _issuing.Parties;

    public IssuingLedger Issuing => _issuing;

    public TestClock Clock => Parties.Clock;

    public string Folder => _folder["materials"];

    public MaterialFiles Files { get; }

    public MaterialRegister Register { get; }

    public MaterialQueries Queries { get; }

    /// <summary>A PDF as short as the register takes one for.</summary>
    public static byte[] Pdf(string text = "平面图") => Encoding.UTF8.GetBytes("%PDF-1.7\n" + text);

    /// <summary>A floor plan as a company hands it in at a window.</summary>
    public static MaterialRequest Plan() => new(
        "CL030101", Company, "平面图.pdf", MediaTypes.Pdf, TrustLevel.C, Dated: null, ValidTo: null, "SH20261126-000017", "0", StuffCodes.NotReused,
        SourceLicenceId: null, SourceStuffId: null, new Dictionary<string, string>(), "clerk-1");

    /// <summary>Files that lie where materials lie.</summary>
    public string[] StoredFiles() => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);

    public Task<HandedInMaterial> HandInAsync(MaterialRequest? request = null, byte[]? file = null, string? key = null, string authority = Authority)
    {
        string name = key ?? $"key {++_keys}";
        return Register.HandInAsync(
            authority, [TrustLevel.A, TrustLevel.B, TrustLevel.C, TrustLevel.D], request ?? Plan(), new MemoryStream(file ?? Pdf()),
            digests => RequestKey.For("test", name, digests.Span), CancellationToken.None);
    }

    public async Task<LedgerException> RefusedAsync(MaterialRequest? request = null, byte[]? file = null)
    {
        long size = Parties.Writer.Head?.Size ?? 0;
        int files = StoredFiles().Length;
        LedgerException refusal = await Assert.ThrowsAsync<LedgerException>(() => HandInAsync(request, file));
        Assert.Equal(size, Parties.Writer.Head?.Size ?? 0);
        Assert.Equal(files, StoredFiles().Length);
        return refusal;
    }

    /// <summary>An act on a material, as its authority, with a key of its own.</summary>
    public MaterialAct Act(HandedInMaterial material, string authority = Authority, string? note = null) =>
        new(authority, material.Material.Material.Identifier.ToString(), "clerk-2", note, Key());

    public RequestKey Key() => RequestKey.For("test", $"key {++_keys}", "act"u8);

    /// <summary>Reads the whole file of a material as its authority.</summary>
    public byte[] Read(string identifier, string authority = Authority)
    {
        using Stream file = Register.OpenFile(Register.Open(new MaterialRight(authority), identifier));
        using MemoryStream content = new();
        file.CopyTo(content);
        return content.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _issuing.DisposeAsync();
        _folder.Dispose();
    }
}
