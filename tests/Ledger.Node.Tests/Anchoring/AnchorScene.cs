using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>A chain with the registry on it, and a node that anchors a growing log there.</summary>
internal sealed class AnchorScene : IDisposable
{
    public const string Origin = "ledger.example/sh";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();
    private StateStore _store;

    private AnchorScene(AnvilChain chain, Secp256k1Key owner, Secp256k1Key key, AnchorOptions options)
    {
        Chain = chain;
        Owner = owner;
        Key = key;
        Options = options;
        Open();
    }

    public AnvilChain Chain { get; }

    public Secp256k1Key Owner { get; }

    public Secp256k1Key Key { get; }

    public AnchorOptions Options { get; private set; }

    public GrowingLog Log { get; private set; } = new(Origin, "one");

    public AnchorJournal Journal { get; private set; }

    public AnchorReader Reader { get; private set; }

    public AnchorWorker Worker { get; private set; }

    public static async Task<AnchorScene> StartAsync(int confirmations = 1)
    {
        AnvilChain chain = await AnvilChain.StartAsync();
        Secp256k1Key owner = Secp256k1Key.Generate();
        Secp256k1Key key = Secp256k1Key.Generate();
        AnchorNode node = new() { Url = chain.Url };
        using EvmNetwork network = new([node], AnvilChain.ChainId, Patience, expected: null);
        AnchorDeployment deployment = new(network, owner, gasPriceWei: 0, Patience, TimeProvider.System);
        EvmContract contract = await deployment.DeployAsync(
            AnchorArtefact.Load(AnchorArtefactTests.Committed), CancellationToken.None);
        await deployment.RegisterAsync(
            contract.Address, Origin, new EvmAddress(key.Address), CancellationToken.None);
        return new AnchorScene(chain, owner, key, new AnchorOptions
        {
            Nodes = [node],
            ChainId = AnvilChain.ChainId,
            Contract = contract.Address.ToString(),
            CodeHash = contract.CodeHash.ToHex(),
            Confirmations = confirmations,
            IntervalSeconds = 1,
            PollSeconds = 1,
            AnswerSeconds = 5,
        });
    }

    /// <summary>Ends the node as a crash would, and starts it again, with other options or another log if given.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_store), nameof(Journal), nameof(Reader), nameof(Worker))]
    public void Reopen(AnchorOptions? options = null, GrowingLog? log = null)
    {
        Close();
        Options = options ?? Options;
        Log = log ?? Log;
        Open();
    }

    /// <summary>One step of the worker, as when an anchor is due.</summary>
    public Task StepAsync() => Worker.StepAsync(isDue: true, CancellationToken.None);

    /// <summary>Steps until something holds.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        using CancellationTokenSource late = new(Patience);
        while (!holds())
        {
            Assert.False(late.IsCancellationRequested, $"It did not come to pass: {Worker.State}");
            await StepAsync();
            await Task.Delay(20);
        }
    }

    /// <summary>From here on there are only blocks that are asked for.</summary>
    public Task StopMiningAsync() => Chain.CallAsync("evm_setAutomine", false);

    /// <summary>Waits until a transaction is in a block.</summary>
    public async Task MinedAsync(AnchorEntry entry)
    {
        while (await Chain.CallAsync("eth_getTransactionReceipt", EvmHex.Of(entry.Transaction.Span)) is null)
        {
            await Task.Delay(20);
        }
    }

    /// <summary>How many transactions of the anchoring account are mined.</summary>
    public async Task<long> NonceAsync() => EvmHex.Quantity(
        (await Chain.CallAsync("eth_getTransactionCount", new EvmAddress(Key.Address).ToString(), "latest"))!.ToString());

    /// <summary>How many anchors of this origin the chain has.</summary>
    public async Task<int> CountAnchorsAsync()
    {
        System.Text.Json.Nodes.JsonNode? logs = await Chain.CallAsync(
            "eth_getLogs",
            new System.Text.Json.Nodes.JsonObject
            {
                ["address"] = Options.Contract,
                ["fromBlock"] = "0x0",
                ["topics"] = new System.Text.Json.Nodes.JsonArray(
                    null, EvmHex.Of(AnchorContract.OriginOf(Origin).Span)),
            });
        // Registered has the origin as its first topic too.
        return logs!.AsArray().Count(log => log!["topics"]![0]!.ToString() == AnchoredTopic);
    }

    public void Dispose()
    {
        Close();
        Chain.Dispose();
        Owner.Dispose();
        Key.Dispose();
        _folder.Dispose();
    }

    private static string AnchoredTopic =>
        EvmHex.Of(AnchorContract.TopicsOf(AnchorContract.OriginOf(Origin), 1)[0].Span);

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_store), nameof(Journal), nameof(Reader), nameof(Worker))]
    private void Open()
    {
        _store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["store"]), BlockCacheMebibytes = 8, WriteBufferMebibytes = 8 });
        Journal = new AnchorJournal(_store, Options, Origin);
        Reader = new AnchorReader(Options);
        Worker = new AnchorWorker(
            Options, Log.Source, Journal, Reader, Key, TimeProvider.System, NullLogger<AnchorWorker>.Instance);
    }

    private void Close()
    {
        Worker.Dispose();
        Reader.Dispose();
        _store.Dispose();
    }
}
