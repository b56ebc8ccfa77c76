using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Security;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>A chain with the trust registry on it, three governors of whom two are needed, and a node that follows it for one province.</summary>
internal sealed class TrustScene : IDisposable
{
    public const string Division = "320000";
    public const string Origin = "ledger.example/js";
    public const int Delay = 3600;

    private readonly TemporaryFolder _folder = new();
    private readonly StateStore _store;
    private readonly SigningKey _settled = Ed25519PrivateKey.Generate();
    private readonly TrustReader _reader;
    private readonly TrustFollower _follower;

    private TrustScene(AnvilChain chain, string[] accounts, string contract)
    {
        (Chain, Governors, Contract) = (chain, accounts, contract);
        Options = new AnchorOptions
        {
            Nodes = [new AnchorNode { Url = chain.Url }],
            ChainId = AnvilChain.ChainId,
            Contract = contract,
            CodeHash = AnchorArtefact.Load(AnchorArtefactTests.CommittedTrust).CodeHash.ToHex(),
            TrustContract = contract,
            TrustCodeHash = AnchorArtefact.Load(AnchorArtefactTests.CommittedTrust).CodeHash.ToHex(),
            AnswerSeconds = 5,
        };
        _store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["store"]), BlockCacheMebibytes = 8, WriteBufferMebibytes = 8 });
        Keys = NewKeys();
        Registry = new SystemRegistry([Province.ToCaller()], Keys);
        _reader = new TrustReader(Options);
        _follower = new TrustFollower(_reader, Keys, [Division], TimeProvider.System, NullLogger<TrustFollower>.Instance);
    }

    public AnvilChain Chain { get; }

    /// <summary>Three, and a stranger behind them.</summary>
    public string[] Governors { get; }

    public string Contract { get; }

    public AnchorOptions Options { get; }

    public TestClock Clock { get; } = new() { Now = DateTimeOffset.UtcNow };

    public ProvinceKeys Keys { get; }

    public SystemRegistry Registry { get; }

    /// <summary>The province as the settings have it, with a key that the contract does not know.</summary>
    public NeighbourProvince Province => new()
    {
        Division = Division,
        Address = new Uri("https://js.example"),
        Origin = Origin,
        RequestKeys = [new SystemKey { Id = "settled", PublicKey = Convert.ToBase64String(PublicOf(_settled)) }],
        AnswerKeys = [new SystemKey { Id = "settled-answers", PublicKey = Convert.ToBase64String(PublicOf(_settled)) }],
    };

    public static async Task<TrustScene> StartAsync()
    {
        AnvilChain chain = await AnvilChain.StartAsync();
        string[] accounts = [.. (await chain.CallAsync("eth_accounts"))!.AsArray().Take(4).Select(account => account!.ToString())];
        byte[] arguments =
        [
            .. Word(3 * 32), .. Word(2), .. Word(Delay), .. Word(3),
            .. accounts[..3].SelectMany(account => Abi.Word(EvmAddress.Parse(account))),
        ];
        AnchorArtefact artefact = AnchorArtefact.Load(AnchorArtefactTests.CommittedTrust);
        JsonNode receipt = await SendAsync(chain, accounts[0], to: null, [.. artefact.Bytecode.Span, .. arguments]);
        return new TrustScene(chain, accounts, receipt["contractAddress"]!.ToString());
    }

    /// <summary>Another node over the same store, as after a start.</summary>
    public ProvinceKeys NewKeys() => new(_store, TrustReader.SourceOf(Options), [Province], Clock);

    public Task<bool> ReadAsync() => _follower.StepAsync(CancellationToken.None);

    /// <summary>The chain's time, Unix seconds.</summary>
    public async Task<long> ChainTimeAsync() =>
        EvmHex.Quantity((await Chain.CallAsync("eth_getBlockByNumber", "latest", false))!["timestamp"]!.ToString());

    /// <summary>Lets chain and node get older.</summary>
    public async Task WaitAsync(long seconds)
    {
        await Chain.CallAsync("evm_increaseTime", seconds);
        await Chain.CallAsync("evm_mine");
        Clock.Now = DateTimeOffset.FromUnixTimeSeconds(await ChainTimeAsync());
    }

    /// <summary>Has keys voted for, waited for and set; they begin when they are set, or later.</summary>
    public async Task<long> RotateAsync(long epoch, SigningKey request, SigningKey answer, long later = 0)
    {
        long from = await ChainTimeAsync() + Delay + 100 + later;
        byte[] body = Body(epoch, from, request, answer);
        byte[] change = await ChangeAsync(body);
        await VoteAsync(Governors[0], change);
        await VoteAsync(Governors[1], change);
        await WaitAsync(Delay + 10);
        await SendAsync(Governors[3], SetKeys(body));
        return from;
    }

    public static byte[] Body(long epoch, long from, SigningKey request, SigningKey answer)
    {
        byte[] requestKey = Bytes(PublicOf(request));
        return
        [
            .. Word(long.Parse(Division, CultureInfo.InvariantCulture)), .. Word(epoch), .. Word(from), .. Word(5 * 32), .. Word((5 * 32) + requestKey.Length),
            .. requestKey, .. Bytes(PublicOf(answer)),
        ];
    }

    public async Task<byte[]> ChangeAsync(byte[] body) => EvmHex.Data((await Chain.CallAsync(
        "eth_call",
        new JsonObject { ["to"] = Contract, ["data"] = EvmHex.Of([.. Abi.Selector("changeOf(uint64,uint64,uint64,bytes,bytes)"), .. body]) },
        "latest"))!.ToString());

    public static byte[] SetKeys(byte[] body) => [.. Abi.Selector("setKeys(uint64,uint64,uint64,bytes,bytes)"), .. body];

    public Task VoteAsync(string from, byte[] change) => SendAsync(from, [.. Abi.Selector("vote(bytes32)"), .. change]);

    public Task EndAsync(string from, long epoch) =>
        SendAsync(from, [.. Abi.Selector("end(uint64,uint64)"), .. Word(long.Parse(Division, CultureInfo.InvariantCulture)), .. Word(epoch)]);

    public Task SendAsync(string from, byte[] data) => SendAsync(Chain, from, Contract, data);

    /// <summary>The name of the error by which the contract refuses a call.</summary>
    public async Task<string> RefusalAsync(string from, byte[] data)
    {
        JsonObject call = new() { ["from"] = from, ["to"] = Contract, ["data"] = EvmHex.Of(data) };
        Exception refusal = await Assert.ThrowsAnyAsync<Exception>(() => Chain.CallAsync("eth_call", call, "latest"));
        return Errors.Single(error => refusal.Message.Contains(EvmHex.Of(Abi.Selector(error)), StringComparison.OrdinalIgnoreCase));
    }

    public static byte[] PublicOf(SigningKey key) => new VerifyingKey(key.Algorithm, key.PublicKey.Span).ToPublicKeyInfo();

    public void Dispose()
    {
        _follower.Dispose();
        _reader.Dispose();
        _store.Dispose();
        _settled.Dispose();
        Chain.Dispose();
        _folder.Dispose();
    }

    private static readonly string[] Errors =
        ["NotGovernor()", "AlreadyVoted()", "NotReady(uint64)", "WrongEpoch(uint64)", "WrongTime()", "WrongKey()", "WrongGovernors()"];

    private static async Task<JsonNode> SendAsync(AnvilChain chain, string from, string? to, byte[] data)
    {
        JsonObject transaction = new() { ["from"] = from, ["data"] = EvmHex.Of(data), ["gas"] = "0x4c4b40" };
        if (to is not null)
        {
            transaction["to"] = to;
        }

        string hash = (await chain.CallAsync("eth_sendTransaction", transaction))!.ToString();
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(20));
        JsonNode? receipt;
        while ((receipt = await chain.CallAsync("eth_getTransactionReceipt", hash)) is null)
        {
            await Task.Delay(20, late.Token);
        }

        Assert.Equal("0x1", receipt["status"]!.ToString());
        return receipt;
    }

    private static byte[] Word(long value) => Abi.Word(value);

    private static byte[] Bytes(byte[] bytes) => [.. Word(bytes.Length), .. bytes, .. new byte[(32 - (bytes.Length % 32)) % 32]];
}
