using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ledger.Api.Hosting;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Anchoring;
using Ledger.Node.Security;
using Ledger.Node.TimeStamps;

namespace Ledger.Api.Demo;

/// <summary>Makes everything the demonstration's nodes need in a fresh folder: keys, certificates, the contract, settings, trust folder.</summary>
internal sealed class DemoSetUp(string folder, int firstPort, DevelopmentChain chain)
{
    /// <summary>So far behind the first node's port is that of the identity provider.</summary>
    public const int IdentityPortOffset = 11;

    /// <summary>So far behind the first node's port is that of the system of the first story's housing fund.</summary>
    public const int FundPortOffset = 12;

    private const int AnchorSeconds = 2;
    private const string PassphraseFile = "passphrase";
    private const int PassphraseBytes = 32;

    private readonly List<DemoClient> _clients = [];

    private static readonly TimeSpan ChainPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MaximumAge = TimeSpan.FromDays(1);

    /// <summary>The provinces that run a node here, in the order of their ports.</summary>
    public static IReadOnlyList<DemoProvince> Running => DemoWorld.Provinces;

    /// <summary>The folder that strangers verify with.</summary>
    public string TrustFolderPath => Path.Combine(folder, "trust");

    /// <summary>Where people sign in.</summary>
    public Uri IdentityProvider => new($"http://127.0.0.1:{firstPort + IdentityPortOffset}");

    /// <summary>The system of the first story's housing fund.</summary>
    public Uri FundOffice => new($"http://127.0.0.1:{firstPort + FundPortOffset}");

    /// <summary>The nodes as the identity provider knows them, once they are made.</summary>
    public IReadOnlyList<DemoClient> Clients => _clients;

    /// <summary>Where a province's node answers.</summary>
    public Uri AddressOf(DemoProvince province) => new($"http://127.0.0.1:{firstPort + Running.ToList().IndexOf(province)}");

    /// <summary>Makes it all; gives each province's node, not started yet.</summary>
    public async Task<IReadOnlyList<DemoNode>> RunAsync(CancellationToken cancel)
    {
        Dictionary<DemoProvince, Secp256k1Key> anchorKeys = Running.ToDictionary(province => province, _ => Secp256k1Key.Generate());
        try
        {
            EvmContract contract = await DeployAsync(anchorKeys, cancel);
            using KeyPassphrase passphrase = NewPassphrase();
            using DemoPki pki = DemoPki.Create(Path.Combine(folder, "pki"), TimeProvider.System.GetUtcNow(), passphrase);
            foreach ((DemoProvince province, Secp256k1Key key) in anchorKeys)
            {
                WriteKeys(pki, province, key, passphrase);
            }

            DemoCosigners cosigners = DemoCosigners.Load(folder, Running, AddressOf, passphrase);
            TrustPolicy policy = PolicyOf(pki, contract, cosigners, passphrase);
            SaveTrust(TrustFolderPath, policy);
            return [.. Running.Select(province => WriteNode(province, contract, policy, cosigners, DemoNeighbours.Of(province, folder, AddressOf, passphrase)))];
        }
        finally
        {
            foreach (Secp256k1Key key in anchorKeys.Values)
            {
                key.Dispose();
            }
        }
    }

    /// <summary>One random passphrase for every key of the demonstration, in a file for its owner only beside the nodes.</summary>
    private KeyPassphrase NewPassphrase()
    {
        string path = Path.Combine(folder, PassphraseFile);
        PrivateFile.Create(path, Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(2 * PassphraseBytes, lowercase: true)));
        return KeyPassphrase.FromFile(path);
    }

    private async Task<EvmContract> DeployAsync(Dictionary<DemoProvince, Secp256k1Key> anchorKeys, CancellationToken cancel)
    {
        using Secp256k1Key owner = Secp256k1Key.Generate();
        using EvmNetwork network = new([new AnchorNode { Url = chain.Endpoint }], DevelopmentChain.ChainId, TimeSpan.FromSeconds(10), expected: null);
        AnchorDeployment deployment = new(network, owner, gasPriceWei: 0, ChainPatience, TimeProvider.System);
        EvmContract contract = await deployment.DeployAsync(AnchorArtefact.Load(ProgramFolder.ContractFile), cancel);
        foreach ((DemoProvince province, Secp256k1Key key) in anchorKeys)
        {
            await deployment.RegisterAsync(contract.Address, province.Origin, new EvmAddress(key.Address), cancel);
        }

        return contract;
    }

    private void WriteKeys(DemoPki pki, DemoProvince province, Secp256k1Key anchorKey, KeyPassphrase passphrase)
    {
        string keys = Path.Combine(folder, province.Folder, "keys");
        pki.WriteNodeKeys(keys, province.Origin, province.Operator);
        pki.WriteSealMaker(keys);
        AnchorKeyFile.Save(Path.Combine(keys, "anchor.key"), anchorKey, passphrase);
        foreach (DemoAuthority authority in DemoWorld.Authorities.Where(authority => authority.Province == province.Division))
        {
            pki.WriteAuthorityKeys(keys, authority);
        }
    }

    private TrustPolicy PolicyOf(DemoPki pki, EvmContract contract, DemoCosigners cosigners, KeyPassphrase passphrase) => new(
        pki.Roots,
        [.. Running.Select(province => LogOf(province, cosigners, passphrase))],
        new TrustedChain(DevelopmentChain.ChainId, contract.Address.ToString(), contract.CodeHash, [chain.Endpoint]),
        MaximumAge);

    private TrustedLog LogOf(DemoProvince province, DemoCosigners cosigners, KeyPassphrase passphrase)
    {
        string keys = Path.Combine(folder, province.Folder, "keys");
        using SigningKey ed25519 = SigningKeyFile.Load(Path.Combine(keys, "log-ed25519.key"), passphrase);
        using SigningKey sm2 = SigningKeyFile.Load(Path.Combine(keys, "log-sm2.key"), passphrase);
        NoteVerifier log = new NoteSigner(province.Origin, ed25519).Verifier;
        return new TrustedLog(
            province.Origin,
            log,
            new NoteSigner(province.Origin + "/sm3", sm2).Verifier,
            AddressOf(province),
            cosigners.PolicyFor(province, log, AddressOf(province)));
    }

    /// <summary>The trust policy, and for other people's tools the part that c2sp.org/tlog-policy knows, a file for each log.</summary>
    private void SaveTrust(string trustFolder, TrustPolicy policy)
    {
        TrustFolder.Save(trustFolder, policy with { Issuers = [.. Running.SelectMany(IssuersOf)] });
        foreach (DemoProvince province in Running)
        {
            File.WriteAllText(Path.Combine(trustFolder, $"{province.Folder}.policy"), policy.LogOf(province.Origin)!.Witnesses!.Format());
        }
    }

    private IEnumerable<Certificate> IssuersOf(DemoProvince province) =>
        Directory.EnumerateFiles(Path.Combine(folder, province.Folder, "keys", "authorities"), "signing.crt", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(path => Certificate.ParsePem(File.ReadAllText(path)));

    private DemoNode WriteNode(DemoProvince province, EvmContract contract, TrustPolicy policy, DemoCosigners cosigners, IReadOnlyList<NeighbourProvince> neighbours)
    {
        string home = Path.Combine(folder, province.Folder);
        Dictionary<string, string> keys = DemoWorld.Authorities.Where(entry => entry.Province == province.Division)
            .ToDictionary(entry => entry.Code, _ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        (string authority, string departmentKey) = keys.First();
        _clients.Add(DemoSignIn.NewClient(province.Folder, AddressOf(province), home));
        NodeOptions options = new()
        {
            Origin = province.Origin,
            Province = province.Name,
            Division = province.Division,
            Listen = AddressOf(province),
            PublicAddress = AddressOf(province),
            Anchoring = new AnchorOptions
            {
                Nodes = [new AnchorNode { Url = chain.Endpoint }],
                ChainId = DevelopmentChain.ChainId,
                Contract = contract.Address.ToString(),
                CodeHash = contract.CodeHash.ToHex(),
                IntervalSeconds = AnchorSeconds,
                PollSeconds = 1,
            },
            KeyPassphrase = Path.Combine("..", PassphraseFile),
            TimeStamps = new TimeStampOptions { Sources = [TimeStampOptions.Own] },
            WitnessName = DemoCosigners.NameOf(province),
            Witnesses = cosigners.WitnessesFor(province),
            MapAuditors = cosigners.MapAuditorsFor(province),
            Provinces = neighbours,
            SignIn = DemoSignIn.At(IdentityProvider.GetLeftPart(UriPartial.Authority), province.Folder, authority),
            Systems =
            [
                .. keys.Index().Select(system => new DepartmentSystem
                {
                    Name = system.Index == 0 ? "demo" : $"demo-{system.Index + 1}",
                    Authority = system.Item.Key,
                    KeySha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(system.Item.Value))),
                    MaterialLevels = ["a", "c", "d"],
                }),
            ],
        };
        options.Save(home);
        SaveTrust(Path.Combine(home, "trust"), policy);
        WriteDepartmentKey(Path.Combine(home, "keys", "department.key"), departmentKey);
        return new DemoNode(home, options.Listen, departmentKey) { OtherKeys = keys };
    }

    private static void WriteDepartmentKey(string path, string key)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using StreamWriter writer = new(path, options);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{key}\n"));
    }
}
