using System.Collections.Concurrent;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>
/// The nodes of one chain. None is asked anything before it has named the configured chain id and, where a contract is
/// expected, shown its code.
/// </summary>
internal sealed class EvmNetwork : IDisposable
{
    private readonly EvmClient[] _clients;
    private readonly EvmContract? _expected;
    private readonly ConcurrentDictionary<EvmClient, bool> _admitted = new();

    /// <summary>Knows the nodes; the first question makes the first connection.</summary>
    /// <param name="nodes">At least one; the first that answers is believed where one answer is enough.</param>
    /// <param name="chainId">What each must name.</param>
    /// <param name="answerTime">Time for one whole answer.</param>
    /// <param name="expected">The contract every node must have, or null to ask for none.</param>
    public EvmNetwork(IReadOnlyList<AnchorNode> nodes, long chainId, TimeSpan answerTime, EvmContract? expected)
    {
        ArgumentOutOfRangeException.ThrowIfZero(nodes.Count);
        _clients = [.. nodes.Select(node => new EvmClient(node, answerTime))];
        _expected = expected;
        ChainId = chainId;
    }

    /// <summary>How many nodes there are.</summary>
    public int Count => _clients.Length;

    /// <summary>The chain all questions are about.</summary>
    public long ChainId { get; }

    /// <summary>Has every node show chain id and code again before its next answer counts.</summary>
    public void Recheck() => _admitted.Clear();

    /// <summary>The answer of the first node that gives one, in the order of the options.</summary>
    /// <exception cref="EvmException">None gave one; or one gave a refusal that is the same everywhere.</exception>
    public async Task<T> FirstAsync<T>(
        Func<EvmClient, CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        EvmException? last = null;
        foreach (EvmClient client in _clients)
        {
            try
            {
                return await AskAsync(client, ask, cancel);
            }
            catch (EvmException e) when (!IsFromTheChain(e.Error))
            {
                last = e;
            }
        }

        throw last!;
    }

    /// <summary>The answers of all nodes that give one, at least one.</summary>
    /// <exception cref="EvmException">None gave one.</exception>
    public async Task<IReadOnlyList<T>> EachAsync<T>(
        Func<EvmClient, CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        List<T> answers = [];
        EvmException? last = null;
        foreach (EvmClient client in _clients)
        {
            try
            {
                answers.Add(await AskAsync(client, ask, cancel));
            }
            catch (EvmException e)
            {
                last = e;
            }
        }

        return answers.Count > 0 ? answers : throw last!;
    }

    public void Dispose()
    {
        foreach (EvmClient client in _clients)
        {
            client.Dispose();
        }
    }

    // These would be the same from another node: asking on would only hide them.
    private static bool IsFromTheChain(EvmError error) =>
        error is EvmError.Reverted or EvmError.AlreadyKnown or EvmError.NonceTooLow;

    private async Task<T> AskAsync<T>(
        EvmClient client, Func<EvmClient, CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            if (!_admitted.ContainsKey(client))
            {
                await AdmitAsync(client, cancel);
                _admitted[client] = true;
            }

            return await ask(client, cancel);
        }
        catch (EvmException e) when (!IsFromTheChain(e.Error))
        {
            // What answers at this address next may be another node.
            _admitted.TryRemove(client, out _);
            throw;
        }
    }

    private async Task AdmitAsync(EvmClient client, CancellationToken cancel)
    {
        long chainId = await client.ChainIdAsync(cancel);
        if (chainId != ChainId)
        {
            throw new EvmException(
                EvmError.WrongChain, $"Node {client.Name} is on chain {chainId}; chain {ChainId} is configured.");
        }

        if (_expected is EvmContract expected)
        {
            Digest found = Keccak256.Hash(await client.CodeAsync(expected.Address, cancel));
            if (found != expected.CodeHash)
            {
                throw new EvmException(
                    EvmError.WrongCode,
                    $"Node {client.Name} has code {found} at {expected.Address}; code {expected.CodeHash} is configured.");
            }
        }
    }
}
