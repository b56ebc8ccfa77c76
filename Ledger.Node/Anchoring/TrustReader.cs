using Ledger.Crypto.Hashing;
using Ledger.Node.Security;

namespace Ledger.Node.Anchoring;

/// <summary>What the trust registry says of a province's keys: as enough nodes of the chain say it, and none says otherwise.</summary>
internal sealed class TrustReader : IDisposable
{
    // The one in force, those that are announced, and one before.
    private const int Newest = 4;

    private readonly EvmAddress _contract;
    private readonly EvmNetwork _network;
    private readonly int _agreeing;

    /// <summary>Connects to nothing yet.</summary>
    /// <param name="options">Chain, nodes and the registry.</param>
    public TrustReader(AnchorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _contract = EvmAddress.Parse(options.TrustContract!);
        _network = new EvmNetwork(
            options.Nodes, options.ChainId, TimeSpan.FromSeconds(options.AnswerSeconds), new EvmContract(_contract, Digest.FromHex(options.TrustCodeHash!)));
        _agreeing = Math.Min(options.AgreeingNodes, _network.Count);
    }

    /// <summary>Chain and contract, as a text.</summary>
    public static string SourceOf(AnchorOptions options) => $"chain {options.ChainId}, contract {options.TrustContract!.ToLowerInvariant()}";

    /// <summary>How many epochs a province has had, and the newest of them, oldest first.</summary>
    /// <exception cref="EvmException">The chain cannot be asked, is another, or its nodes do not agree.</exception>
    public async Task<(long Count, IReadOnlyList<ProvinceEpoch> Epochs)> ReadAsync(string division, CancellationToken cancel)
    {
        long count = TrustContract.ReadCount(await AskAsync(TrustContract.Count(division), answer => TrustContract.ReadCount(answer), cancel));
        List<ProvinceEpoch> epochs = [];
        for (long number = Math.Max(0, count - Newest); number < count; number++)
        {
            long place = number;
            epochs.Add(TrustContract.ReadEpoch(
                await AskAsync(TrustContract.Epoch(division, place), answer => TrustContract.ReadEpoch(answer, place), cancel), place));
        }

        return (count, epochs);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private async Task<byte[]> AskAsync<T>(byte[] call, Func<byte[], T> read, CancellationToken cancel)
    {
        IReadOnlyList<byte[]> answers = await _network.EachAsync((client, token) => AskAsync(client, call, read, token), cancel);
        return answers.Count < _agreeing || answers.Any(answer => !answer.AsSpan().SequenceEqual(answers[0]))
            ? throw new EvmException(EvmError.Disagreement, $"{answers.Count} nodes spoke of a province's keys, and not all alike; {_agreeing} are needed.")
            : answers[0];
    }

    private async Task<byte[]> AskAsync<T>(EvmClient client, byte[] call, Func<byte[], T> read, CancellationToken cancel)
    {
        byte[] answer = await client.CallAsync(from: null, _contract, call, cancel);
        try
        {
            _ = read(answer);
            return answer;
        }
        catch (FormatException e)
        {
            throw new EvmException(EvmError.Malformed, $"Node {client.Name} gave no answer of the trust registry.", e);
        }
    }
}
