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
    private readonly EvmAccount _account = new(network, owner, gasPriceWei, patience, time);

    /// <summary>Makes the contract; gives its address and code hash once it is mined.</summary>
    /// <exception cref="EvmException">The chain refuses, or has not mined it in time.</exception>
    public Task<EvmContract> DeployAsync(AnchorArtefact artefact, CancellationToken cancel) => _account.DeployAsync(artefact, default, cancel);

    /// <summary>Lets one account anchor an origin, in place of whoever did before.</summary>
    /// <exception cref="EvmException">This account is not the contract's owner, or the chain has not mined it in time.</exception>
    public Task RegisterAsync(EvmAddress contract, string origin, EvmAddress anchorer, CancellationToken cancel) =>
        _account.ExecuteAsync(contract, AnchorContract.Register(AnchorContract.OriginOf(origin), anchorer), cancel);
}
