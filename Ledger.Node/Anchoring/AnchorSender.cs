using System.Numerics;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Anchoring;

/// <summary>Makes the transactions that anchor, sends them, and looks what became of them. Decides nothing, stores nothing.</summary>
internal sealed class AnchorSender(AnchorOptions options, AnchorReader reader, Secp256k1Key key, TimeProvider time)
{
    // Three times what anchor() takes at its dearest.
    private const long GasLimit = 300_000;

    private readonly EvmNetwork _network = reader.Network;
    private readonly EvmAddress _contract = EvmAddress.Parse(options.Contract);
    private readonly EvmAddress _account = new(key.Address);

    /// <summary>Signs the transaction that puts an anchor on top of another. Nothing is sent.</summary>
    /// <exception cref="EvmException">The contract would refuse it, or the chain cannot be asked.</exception>
    public async Task<AnchorEntry> PrepareAsync(AnchorHead previous, Anchor next, CancellationToken cancel)
    {
        byte[] call = AnchorContract.Anchor(previous, next);
        await TryOutAsync(call, cancel);
        long nonce = await NextNonceAsync(cancel);
        byte[] signed = new EvmTransaction
        {
            Nonce = nonce,
            GasPrice = await GasPriceAsync(cancel),
            GasLimit = GasLimit,
            To = _contract,
            Data = call,
            ChainId = _network.ChainId,
        }.Sign(key);
        return new AnchorEntry
        {
            Anchor = next,
            Nonce = nonce,
            Signed = signed,
            Transaction = EvmTransaction.HashOf(signed),
            Progress = AnchorProgress.Pending,
            Since = time.GetUtcNow(),
        };
    }

    /// <summary>Hands the transaction to every node that takes it. One that has it already is as good.</summary>
    /// <exception cref="EvmException">No node took it.</exception>
    public Task SendAsync(AnchorEntry entry, CancellationToken cancel) => _network.EachAsync(
        async (client, token) =>
        {
            try
            {
                return await client.SendAsync(entry.Signed, token);
            }
            catch (EvmException e) when (e.Error is EvmError.AlreadyKnown)
            {
                return true;
            }
        },
        cancel);

    /// <summary>How many transactions of this account are mined.</summary>
    public Task<long> NextNonceAsync(CancellationToken cancel) =>
        _network.FirstAsync((client, token) => client.TransactionCountAsync(_account, token), cancel);

    /// <summary>Whether any node still has the transaction, so that it may yet be mined.</summary>
    public async Task<bool> IsKnownAsync(AnchorEntry entry, CancellationToken cancel) => (await _network.EachAsync(
        (client, token) => client.KnowsAsync(entry.Transaction, token), cancel)).Contains(true);

    /// <summary>Looks at every node what became of the transaction, and sums it up.</summary>
    public async Task<AnchorSighting> LookAsync(AnchorEntry entry, CancellationToken cancel)
    {
        IReadOnlyList<AnchorSighting> sightings =
            await _network.EachAsync((client, token) => LookAsync(client, entry, token), cancel);
        AnchorSighting best = sightings.MaxBy(sighting => sighting.Kind)!;
        if (best.Kind is not AnchorSightingKind.Final)
        {
            return best;
        }

        int agreeing = sightings.Count(sighting => sighting == best);
        return agreeing >= reader.Agreeing
            ? best
            : best with
            {
                Kind = AnchorSightingKind.Mined,
                Reason = $"{agreeing} nodes say the anchor is final; {reader.Agreeing} are needed.",
            };
    }

    private async Task<AnchorSighting> LookAsync(EvmClient client, AnchorEntry entry, CancellationToken cancel)
    {
        EvmReceipt? receipt = await client.ReceiptAsync(entry.Transaction, cancel);
        if (receipt is null || await client.BlockHashAsync(receipt.Block, cancel) != receipt.BlockHash)
        {
            return new AnchorSighting(AnchorSightingKind.Missing); // A receipt can outlive its block.
        }

        if (!receipt.Succeeded || receipt.Logs.Count == 0)
        {
            return new AnchorSighting(
                AnchorSightingKind.WithoutEffect, receipt.Block, "The contract did not take the anchor.");
        }

        if (receipt.Transaction != entry.Transaction || !receipt.Logs.Any(log => IsOurs(log, receipt, entry))
            || await reader.ReadAsync(client, entry.Anchor.Origin, entry.Anchor.Size, cancel) != entry.Anchor.Digest())
        {
            return new AnchorSighting(
                AnchorSightingKind.Contradictory,
                receipt.Block,
                $"Node {client.Name} has a receipt of the transaction, but not its anchor.");
        }

        long depth = await client.BlockNumberAsync(cancel) - receipt.Block + 1;
        return new AnchorSighting(
            depth >= options.Confirmations ? AnchorSightingKind.Final : AnchorSightingKind.Mined, receipt.Block);
    }

    private bool IsOurs(EvmLog log, EvmReceipt receipt, AnchorEntry entry) =>
        log.Address == _contract
        && log.Transaction == entry.Transaction
        && log.BlockHash == receipt.BlockHash
        && AnchorContract.ReadAnchored(log) == entry.Anchor;

    // Asking first costs nothing; a refused transaction costs a nonce and perhaps money.
    private async Task TryOutAsync(byte[] call, CancellationToken cancel)
    {
        try
        {
            await _network.FirstAsync((client, token) => client.CallAsync(_account, _contract, call, token), cancel);
        }
        catch (EvmException e) when (e.Error is EvmError.Reverted)
        {
            throw new EvmException(
                EvmError.Reverted, $"The registry would refuse: {AnchorContract.Explain(e.RevertData.Span)}.", e);
        }
    }

    private async Task<BigInteger> GasPriceAsync(CancellationToken cancel) => options.MaximumGasPriceWei == 0
        ? BigInteger.Zero
        : BigInteger.Min(
            options.MaximumGasPriceWei, await _network.FirstAsync((client, token) => client.GasPriceAsync(token), cancel));
}
