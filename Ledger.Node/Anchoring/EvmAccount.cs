using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Anchoring;

/// <summary>An account by which a person, or the demonstration, changes the chain: one transaction at a time, each waited for.</summary>
/// <param name="network">Nodes of the chain.</param>
/// <param name="key">Of the account, which pays.</param>
/// <param name="gasPriceWei">What a unit of gas costs; 0 on most permissioned chains.</param>
/// <param name="patience">How long to wait for one transaction to be mined.</param>
/// <param name="time">The clock for that.</param>
internal sealed class EvmAccount(EvmNetwork network, Secp256k1Key key, long gasPriceWei, TimeSpan patience, TimeProvider time)
{
    private const long GasLimit = 3_000_000;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly EvmAddress _address = new(key.Address);

    /// <summary>Makes a contract; gives its address and code hash once it is mined.</summary>
    /// <param name="artefact">The contract.</param>
    /// <param name="arguments">What its constructor is given, empty where it takes nothing.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="EvmException">The chain refuses, or has not mined it in time.</exception>
    public async Task<EvmContract> DeployAsync(AnchorArtefact artefact, ReadOnlyMemory<byte> arguments, CancellationToken cancel)
    {
        EvmReceipt receipt = await ExecuteAsync(to: null, (byte[])[.. artefact.Bytecode.Span, .. arguments.Span], cancel);
        EvmAddress address = receipt.Created
            ?? throw new EvmException(EvmError.Malformed, "The chain made a contract but does not say where.");
        byte[] code = await network.FirstAsync((client, token) => client.CodeAsync(address, token), cancel);
        return Keccak256.Hash(code) == artefact.CodeHash
            ? new EvmContract(address, artefact.CodeHash)
            : throw new EvmException(EvmError.WrongCode, $"There is other code at {address} than was deployed.");
    }

    /// <summary>Asks first whether the contract would take the call, so that a refusal costs nothing and says why; then makes it.</summary>
    /// <exception cref="EvmException">The contract refuses (<see cref="EvmException.RevertData"/> says why), or the chain has not mined it in time.</exception>
    public async Task<EvmReceipt> CallAsync(EvmAddress contract, ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        await network.FirstAsync((client, token) => client.CallAsync(_address, contract, data, token), cancel);
        return await ExecuteAsync(contract, data, cancel);
    }

    /// <summary>Makes a transaction and waits until it is mined.</summary>
    /// <exception cref="EvmException">The chain refuses, or has not mined it in time.</exception>
    public async Task<EvmReceipt> ExecuteAsync(EvmAddress? to, ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        long nonce = await network.FirstAsync((client, token) => client.TransactionCountAsync(_address, token), cancel);
        byte[] signed = new EvmTransaction
        {
            Nonce = nonce,
            GasPrice = gasPriceWei,
            GasLimit = GasLimit,
            To = to,
            Data = data,
            ChainId = network.ChainId,
        }.Sign(key);
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
