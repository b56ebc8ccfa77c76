using Ledger.Crypto.Hashing;
using Ledger.Node.Log;

namespace Ledger.Node.Anchoring;

/// <summary>
/// What the registry contract holds, read by plain <c>eth_call</c>: for the start of a node, and for verifiers. Every
/// method throws <see cref="EvmException"/> when the chain cannot be asked or is not the configured one.
/// </summary>
internal sealed class AnchorReader : IDisposable
{
    private readonly EvmAddress _contract;

    /// <summary>Connects to nothing yet.</summary>
    public AnchorReader(AnchorOptions options)
    {
        _contract = EvmAddress.Parse(options.Contract);
        Network = new EvmNetwork(
            options.Nodes,
            options.ChainId,
            TimeSpan.FromSeconds(options.AnswerSeconds),
            new EvmContract(_contract, Digest.FromHex(options.CodeHash)));
        Agreeing = Math.Min(options.AgreeingNodes, Network.Count);
    }

    /// <summary>How many nodes must say the same: as the options ask, but no more than there are.</summary>
    public int Agreeing { get; }

    /// <summary>The nodes, each of which has to show chain id and code before it is asked anything else.</summary>
    public EvmNetwork Network { get; }

    /// <summary>The latest anchor of an origin. Of nodes at different blocks, the one that is furthest on counts.</summary>
    public async Task<AnchorHead> HeadAsync(Digest origin, CancellationToken cancel)
    {
        IReadOnlyList<AnchorHead> heads = await Network.EachAsync(
            (client, token) => AskAsync(client, AnchorContract.Head(origin), AnchorContract.ReadHead, token), cancel);
        AnchorHead furthest = heads.MaxBy(head => head.Size)!;
        return heads.Any(head => head.Size == furthest.Size && head.Digest != furthest.Digest)
            ? throw Disagreement(furthest.Size)
            : furthest;
    }

    /// <summary>What the chain remembers of a log, for the writer to compare at its start; null when nothing is anchored.</summary>
    public async Task<KnownCheckpoint?> KnownAsync(string origin, CancellationToken cancel)
    {
        AnchorHead head = await HeadAsync(AnchorContract.OriginOf(origin), cancel);
        if (head.Size == 0)
        {
            return null;
        }

        AnchorRecord found = await FindAsync(AnchorContract.OriginOf(origin), head, cancel);
        return new KnownCheckpoint($"chain {Network.ChainId}, contract {_contract}", head.Size, found.Anchor.ShaRoot);
    }

    /// <summary>The digest anchored for a size, as enough nodes say it; null when none has one.</summary>
    public async Task<Digest?> ReadAsync(Digest origin, long size, CancellationToken cancel)
    {
        IReadOnlyList<Digest> answers = await Network.EachAsync(
            (client, token) => ReadAsync(client, origin, size, token), cancel);
        Digest[] anchored = [.. answers.Where(answer => answer != default)];
        return anchored switch
        {
            [] => null,
            _ when anchored.Distinct().Count() > 1 => throw Disagreement(size),
            _ when anchored.Length >= Agreeing => anchored[0],
            _ => throw new EvmException(
                EvmError.Disagreement, $"{anchored.Length} nodes have an anchor of size {size}; {Agreeing} are needed."),
        };
    }

    /// <summary>What one node has for a size; 32 zero bytes for nothing.</summary>
    public Task<Digest> ReadAsync(EvmClient client, Digest origin, long size, CancellationToken cancel) =>
        AskAsync(client, AnchorContract.DigestAt(origin, size), AnchorContract.ReadDigest, cancel);

    /// <summary>
    /// The anchor behind a digest the contract holds, from its event. Whatever the node says, the anchor's digest is the
    /// one asked for; transaction and block are the node's word.
    /// </summary>
    public async Task<AnchorRecord> FindAsync(Digest origin, AnchorHead head, CancellationToken cancel)
    {
        IReadOnlyList<EvmLog> logs = await Network.FirstAsync(
            (client, token) => client.LogsAsync(_contract, AnchorContract.TopicsOf(origin, head.Size), token), cancel);
        return logs
            .Where(log => log.Address == _contract)
            .Select(log => (Log: log, Anchor: AnchorContract.ReadAnchored(log)))
            .Where(found => found.Anchor?.Digest() == head.Digest)
            .Select(found => new AnchorRecord(
                Network.ChainId, _contract, found.Anchor!, found.Log.Transaction, found.Log.Block))
            .FirstOrDefault()
            ?? throw new EvmException(
                EvmError.Disagreement, $"The chain has an anchor of size {head.Size} but does not show its event.");
    }

    public void Dispose() => Network.Dispose();

    private async Task<T> AskAsync<T>(
        EvmClient client, byte[] call, Func<ReadOnlySpan<byte>, T> read, CancellationToken cancel)
    {
        byte[] answer = await client.CallAsync(from: null, _contract, call, cancel);
        try
        {
            return read(answer);
        }
        catch (FormatException e)
        {
            throw new EvmException(EvmError.Malformed, $"Node {client.Name} gave no answer of the registry.", e);
        }
    }

    private static EvmException Disagreement(long size) =>
        new(EvmError.Disagreement, $"Two nodes have different anchors of size {size}.");
}
