using Ledger.Crypto.Hashing;
using Ledger.Node.Security;

namespace Ledger.Node.Anchoring;

/// <summary>What governors ask the trust registry before they change it, and after. The first node that answers is believed; nodes that follow the registry ask several.</summary>
/// <param name="network">Nodes of the chain, which have the contract.</param>
/// <param name="contract">Its address.</param>
internal sealed class TrustGovernance(EvmNetwork network, EvmAddress contract)
{
    /// <summary>How many epochs a province has had: the number of its next.</summary>
    public Task<long> CountAsync(string division, CancellationToken cancel) => AskAsync(TrustContract.Count(division), TrustContract.ReadCount, cancel);

    /// <summary>All of them, oldest first.</summary>
    public async Task<IReadOnlyList<ProvinceEpoch>> EpochsAsync(string division, CancellationToken cancel)
    {
        long count = await CountAsync(division, cancel);
        List<ProvinceEpoch> epochs = [];
        for (long number = 0; number < count; number++)
        {
            long place = number;
            epochs.Add(await AskAsync(TrustContract.Epoch(division, place), answer => TrustContract.ReadEpoch(answer, place), cancel));
        }

        return epochs;
    }

    /// <summary>How far a change is.</summary>
    public async Task<TrustChange> ChangeAsync(string division, ProvinceEpoch epoch, CancellationToken cancel)
    {
        Digest change = TrustContract.ChangeOf(network.ChainId, contract, division, epoch);
        return new TrustChange(
            change,
            await AskAsync(TrustContract.Votes(change), TrustContract.ReadCount, cancel),
            await AskAsync(TrustContract.Threshold(), TrustContract.ReadCount, cancel),
            await AskAsync(TrustContract.ReadyAt(change), TrustContract.ReadCount, cancel));
    }

    private Task<T> AskAsync<T>(byte[] call, Reading<T> read, CancellationToken cancel) => network.FirstAsync(
        async (client, token) =>
        {
            byte[] answer = await client.CallAsync(from: null, contract, call, token);
            try
            {
                return read(answer);
            }
            catch (FormatException e)
            {
                throw new EvmException(EvmError.Malformed, $"Node {client.Name} gave no answer of the trust registry.", e);
            }
        },
        cancel);

    private delegate T Reading<T>(ReadOnlySpan<byte> answer);
}
