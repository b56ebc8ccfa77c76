using System.Text.Json.Nodes;
using Ledger.Api.Hosting;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;

namespace Ledger.Api.Tests.Crash;

/// <summary>A chain with the registry contract on it, and the key of the node that anchors there.</summary>
internal sealed class TestChain : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _origin;

    private TestChain(AnvilChain chain, Secp256k1Key key, AnchorOptions options, string origin) =>
        (Chain, Key, Options, _origin) = (chain, key, options, origin);

    /// <summary>Settings of a chain where nobody answers.</summary>
    public static AnchorOptions Nowhere => OptionsOf(
        new Uri($"http://127.0.0.1:{Ports.Find()}"), "0x" + new string('1', 40), new string('2', 64));

    /// <summary>The chain itself, to be stopped and started.</summary>
    public AnvilChain Chain { get; }

    /// <summary>The key that may anchor.</summary>
    public Secp256k1Key Key { get; }

    /// <summary>The node's settings.</summary>
    public AnchorOptions Options { get; }

    /// <summary>Starts a chain and puts the contract on it.</summary>
    public static async Task<TestChain> StartAsync(string origin)
    {
        AnvilChain chain = await AnvilChain.StartAsync();
        Secp256k1Key key = Secp256k1Key.Generate();
        using Secp256k1Key owner = Secp256k1Key.Generate();
        using EvmNetwork network = new([new AnchorNode { Url = chain.Url }], AnvilChain.ChainId, Patience, expected: null);
        AnchorDeployment deployment = new(network, owner, gasPriceWei: 0, Patience, TimeProvider.System);
        EvmContract contract = await deployment.DeployAsync(AnchorArtefact.Load(ProgramFolder.ContractFile), CancellationToken.None);
        await deployment.RegisterAsync(contract.Address, origin, new EvmAddress(key.Address), CancellationToken.None);
        return new TestChain(chain, key, OptionsOf(chain.Url, contract.Address.ToString(), contract.CodeHash.ToHex()), origin);
    }

    /// <summary>The log sizes that the chain has anchors of, oldest first.</summary>
    public async Task<IReadOnlyList<long>> AnchoredSizesAsync()
    {
        Digest origin = AnchorContract.OriginOf(_origin);
        string anchored = EvmHex.Of(AnchorContract.TopicsOf(origin, size: 0)[0].Span);
        JsonNode? logs = await Chain.CallAsync("eth_getLogs", new JsonObject
        {
            ["address"] = Options.Contract,
            ["fromBlock"] = "0x0",
            ["topics"] = new JsonArray(anchored, EvmHex.Of(origin.Span)),
        });
        return [.. logs!.AsArray().Select(log => Abi.ReadLong(EvmHex.Data(log!["topics"]![2]!.GetValue<string>()), 0))];
    }

    public void Dispose()
    {
        Key.Dispose();
        Chain.Dispose();
    }

    private static AnchorOptions OptionsOf(Uri node, string contract, string codeHash) => new()
    {
        Nodes = [new AnchorNode { Url = node }],
        ChainId = AnvilChain.ChainId,
        Contract = contract,
        CodeHash = codeHash,
        IntervalSeconds = 1,
        PollSeconds = 1,
        AnswerSeconds = 2,
    };
}
