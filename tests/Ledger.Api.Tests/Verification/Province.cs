using Ledger.Api.Demo;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Copies;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Seals;
using Ledger.Node.Tests.Storage;
using Ledger.Node.TimeStamps;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Api.Tests.Verification;

/// <summary>A province's node in a temporary folder, without a chain, that has issued a few licences; and the trust folder for strangers.</summary>
public sealed class Province : IAsyncLifetime, IDisposable
{
    private const string Origin = "ledger.example/sh";

    // Of the demonstration's licences: two business, one food, one pharmacy; two names lie beyond the basic plane.
    private static readonly int[] Chosen = [1, 3, 10, 11];

    private readonly TemporaryFolder _folder = new();

    internal static DemoAuthority Issuing { get; } = DemoWorld.Authorities[0];

    internal static DemoAuthority Other { get; } = DemoWorld.Authorities[1];

    /// <summary>Who stamps its files.</summary>
    internal IReadOnlyList<string> Sources { get; init; } = [TimeStampOptions.Own];

    /// <summary>Whether its node has a current revocation list of either root; they revoke nothing.</summary>
    internal bool HasLists { get; init; }

    internal ProvinceNode Node { get; private set; } = null!;

    internal TrustPolicy Policy { get; private set; } = null!;

    internal IReadOnlyList<string> Identifiers { get; private set; } = [];

    internal string TrustFolderPath => _folder["trust"];

    internal string RootFile => _folder["pki/p256-root.crt"];

    internal AuthorityKeys KeysOf(DemoAuthority authority) => Node.Keys.Of(authority.Code);

    internal string this[string name] => _folder[name];

    /// <summary>The licence's PDF as of now.</summary>
    internal byte[] Pdf(string identifier) =>
        new LicenceFile(Node, SampleLicence.Fonts, TimeProvider.System)
            .WriteAsync(Node.Licences.Open(Issuing.Code, identifier), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The licence's OFD as of now.</summary>
    internal byte[] Ofd(string identifier) =>
        new LicenceFile(Node, SampleLicence.Fonts, TimeProvider.System)
            .WriteOfdAsync(Node.Licences.Open(Issuing.Code, identifier), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>A copy of a licence for one use, made now and good for a day.</summary>
    /// <param name="identifier">The licence.</param>
    /// <param name="fields">What it shows besides what every copy does; null for all.</param>
    internal Task<OpenedCopy> CopyAsync(string identifier, params string[]? fields) => Node.Copies.MakeAsync(
        Issuing.Code, identifier,
        new CopyRequest("办理开户", "上海示例银行", "91310105MADEM0011P", TimeProvider.System.GetUtcNow().AddDays(1), fields, "clerk-1"),
        Request($"copy {Guid.NewGuid()}"), CancellationToken.None);

    /// <summary>The copy's PDF as of now.</summary>
    internal Task<byte[]> PdfAsync(OpenedCopy copy) =>
        new LicenceFile(Node, SampleLicence.Fonts, TimeProvider.System).WriteAsync(copy, CancellationToken.None);

    /// <summary>The copy's OFD as of now.</summary>
    internal Task<byte[]> OfdAsync(OpenedCopy copy) =>
        new LicenceFile(Node, SampleLicence.Fonts, TimeProvider.System).WriteOfdAsync(copy, CancellationToken.None);

    /// <summary>The licence's data and proof around an empty page, signed like any licence: as short as a file can be.</summary>
    /// <param name="identifier">The licence.</param>
    /// <param name="lists">Revocation lists to put into its store; null for the node's.</param>
    internal async Task<byte[]> SmallPdfAsync(string identifier, IReadOnlyList<RevocationList>? lists = null)
    {
        AuthorityKeys authority = KeysOf(Issuing);
        OpenedLicence licence = Node.Licences.Open(Issuing.Code, identifier);
        (StatusBundle proof, StatusBundle? seal) = await Node.ProveAsync(licence.Licence, CancellationToken.None);
        PdfAttachment[] attachments =
        [
            new(AttachedNames.Document, "application/json", licence.DocumentBytes, PdfRelationship.Source, ""),
            new(AttachedNames.Proof, "application/json", proof.Format(), PdfRelationship.Supplement, ""),
            .. seal is null ? (IEnumerable<PdfAttachment>)[]
                : [new(AttachedNames.SealProof, "application/json", seal.Format(), PdfRelationship.Supplement, "")],
        ];
        return await new LicenceSigner(Node.TimeStamps, Policy.Roots, lists ?? Node.Revocations.Lists).SignAsync(
            signer => Empty(attachments, signer),
            authority,
            new PdfSignatureFace(authority.Name, "签发", "上海", TimeProvider.System.GetUtcNow()),
            CancellationToken.None);
    }

    private static PdfDraft Empty(IReadOnlyList<PdfAttachment> attachments, PdfSigner signer)
    {
        PdfCanvas canvas = new();
        canvas.NewPage(100, 100);
        return PdfWriter.WriteDraft(canvas, SampleLicence.Properties with { Time = TimeProvider.System.GetUtcNow(), Metadata = [] }, attachments, signer);
    }

    /// <summary>The revocation list of a root of its own: <c>sm2-root</c> or <c>p256-root</c>.</summary>
    internal RevocationList ListOf(string root, IReadOnlyList<RevokedCertificate> revoked, DateTimeOffset from, DateTimeOffset until)
    {
        using SigningKey key = SigningKeyFile.Load(_folder[$"pki/{root}.key"]);
        CertificateAuthority authority = new(key, Certificate.ParsePem(File.ReadAllText(_folder[$"pki/{root}.crt"])));
        return authority.IssueRevocationList(1, from, until, revoked);
    }

    internal Task RevokeAsync(string identifier) =>
        Node.Licences.RevokeAsync(DecisionOn(identifier), RevocationReason.Penalty, destination: null, CancellationToken.None);

    /// <summary>A decision of the issuing authority on a licence of its own.</summary>
    internal static LicenceDecision DecisionOn(string identifier) =>
        new(Issuing.Code, identifier, Ground("《中华人民共和国行政处罚法》第九条"), Request($"decide {identifier}"));

    /// <summary>Freezes the seal of the issuing authority, or gives it free.</summary>
    internal Task FreezeAsync(bool isFrozen)
    {
        Seal seal = Node.Seals.List(Issuing.Code)[0];
        SealCaller caller = new(Issuing.Code, "test", "clerk-1", "演练");
        RequestKey key = Request($"freeze {isFrozen} {seal.Steps.Count}");
        return isFrozen
            ? Node.Seals.FreezeAsync(caller, seal.Handle, key, CancellationToken.None)
            : Node.Seals.UnfreezeAsync(caller, seal.Handle, key, CancellationToken.None);
    }

    private static Decision Ground(string basis) => new(basis, LicenceDate.InChina(TimeProvider.System.GetUtcNow()), "clerk-1");

    internal async Task<string> IssueAsync(int number)
    {
        DemoLicence licence = DemoWorld.Licences(number + 1, LicenceDate.InChina(TimeProvider.System.GetUtcNow())).Last();
        IssueLicence request = new(
            licence.Type, Issuing.Code, licence.Serial, licence.Serial,
            new HolderIdentity(licence.Holder.Name, licence.Holder.CodeType, licence.Holder.Code), new Validity(licence.From, licence.To), licence.Fields,
            Ground("《中华人民共和国行政许可法》第三十八条"));
        IssuedLicence issued = await Node.Licences.IssueAsync(Issuing.Code, request, Request($"issue {number}"), CancellationToken.None);
        return issued.Licence.Identifier.ToString();
    }

    public async Task InitializeAsync()
    {
        using DemoPki pki = DemoPki.Create(_folder["pki"], TimeProvider.System.GetUtcNow());
        string keys = _folder["keys"];
        pki.WriteNodeKeys(keys, Origin, "上海市大数据中心（演示）");
        pki.WriteAuthorityKeys(keys, Issuing);
        pki.WriteAuthorityKeys(keys, Other);
        NodeOptions options = new()
        {
            Origin = Origin,
            Province = "上海市",
            Division = "310000",
            Listen = new Uri("http://127.0.0.1:0"),
            PublicAddress = new Uri("https://licence.example/"),
            Folder = _folder.Path,
            TimeStamps = new TimeStampOptions { Sources = Sources },
        };
        Policy = new TrustPolicy(pki.Roots, [LogAt(keys)], null, TimeSpan.FromDays(1));
        TrustFolder.Save(TrustFolderPath, Policy);
        if (HasLists)
        {
            SaveLists(TimeProvider.System.GetUtcNow());
        }

        EmptyDatabase.PutInto(options.DatabaseFolder);
        Node = await ProvinceNode.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        List<string> identifiers = [];
        foreach (int number in Chosen)
        {
            identifiers.Add(await IssueAsync(number));
        }

        Identifiers = identifiers;
    }

    public async Task DisposeAsync() => await Node.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private void SaveLists(DateTimeOffset now)
    {
        string folder = Directory.CreateDirectory(Path.Combine(TrustFolderPath, "revocation")).FullName;
        foreach (string root in new[] { "sm2-root", "p256-root" })
        {
            File.WriteAllBytes(Path.Combine(folder, root + ".crl"), ListOf(root, [], now.AddHours(-1), now.AddDays(7)).Raw.ToArray());
        }
    }

    private static TrustedLog LogAt(string keys)
    {
        using SigningKey ed25519 = SigningKeyFile.Load(Path.Combine(keys, "log-ed25519.key"));
        using SigningKey sm2 = SigningKeyFile.Load(Path.Combine(keys, "log-sm2.key"));
        return new TrustedLog(Origin, new NoteSigner(Origin, ed25519).Verifier, new NoteSigner(Origin + "/sm3", sm2).Verifier, null);
    }

    private static RequestKey Request(string text) => RequestKey.For("test", text, System.Text.Encoding.UTF8.GetBytes(text));
}
