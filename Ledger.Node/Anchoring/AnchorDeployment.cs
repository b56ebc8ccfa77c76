using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Anchoring;

/// <summary>
/// Puts the registry contract on a chain and registers who anchors which origin: for the demo, and for the
/// administrator of a new chain. The deploying account becomes the contract's owner.
/// </summary>
/// <param name="network">Nodes that are asked for no contract, as there is none yet.</param>
/// <param name="owner">The account that pays, and owns what it makes.</param>
/// <param name="gasPriceWei">What a unit of gas costs; 0 on most permissioned chains.</param>
/// <param name="patience">How long to wait for one transaction to be mined.</param>
/// <param name="time">The clock for that.</param>
internal sealed class AnchorDeployment(
    EvmNetwork network, Secp256k1Key owner, long gasPriceWei, TimeSpan patience, TimeProvider time)
{
    private const long GasLimit = 2_000_000;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes the contract; gives its address and code hash once it is mined.</summary>
    /// <exception cref="EvmException">The chain refuses, or has not mined it in time.</exception>
    public async Task<EvmContract> DeployAsync(AnchorArtefact artefact, CancellationToken cancel)
    {
        EvmReceipt receipt = await ExecuteAsync(to: null, artefact.Bytecode, cancel);
        EvmAddress address = receipt.Created
            ?? throw new EvmException(EvmError.Malformed, "The chain made a contract but does not say where.");
        byte[] code = await network.FirstAsync((client, token) => client.CodeAsync(address, token), cancel);
        return Keccak256.Hash(code) == artefact.CodeHash
            ? new EvmContract(address, artefact.CodeHash)
            : throw new EvmException(EvmError.WrongCode, $"There is other code at {address} than was deployed.");
    }

    /// <summary>Lets one account anchor an origin, in place of whoever did before.</summary>
    /// <exception cref="EvmException">This account is not the contract's owner, or the chain has not mined it in time.</exception>
    public Task RegisterAsync(EvmAddress contract, string origin, EvmAddress anchorer, CancellationToken cancel) =>
        ExecuteAsync(contract, AnchorContract.Register(AnchorContract.OriginOf(origin), anchorer), cancel);

    private async Task<EvmReceipt> ExecuteAsync(EvmAddress? to, ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        EvmAddress account = new(owner.Address);
        long nonce = await network.FirstAsync((client, token) => client.TransactionCountAsync(account, token), cancel);
        byte[] signed = new EvmTransaction
        {
            Nonce = nonce,
            GasPrice = gasPriceWei,
            GasLimit = GasLimit,
            To = to,
            Data = data,
            ChainId = network.ChainId,
        }.Sign(owner);
        await network.FirstAsync((client, token) => client.SendAsync(signed, token), cancel);
        return await WaitAsync(EvmTransaction.HashOf(signed), cancel);
    }

    private async Task<EvmReceipt> WaitAsync(Digest transaction, CancellationToken cancel)
    {
        long started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < patience)
        {
            EvmReceipt? receipt = await network.FirstAsync(
                (client, token) => client.ReceiptAsync(transaction, token), cancel);
            if (receipt is not null)
            {
                return receipt.Succeeded
                    ? receipt
                    : throw new EvmException(EvmError.Reverted, $"The chain refused transaction {transaction}.");
            }

            await Task.Delay(Poll, time, cancel);
        }

        throw new EvmException(EvmError.Timeout, $"Transaction {transaction} was not mined in time.");
    }
}
