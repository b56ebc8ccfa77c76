using System.CommandLine;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Security;

namespace Ledger.Api.Commands;

/// <summary>A registry, an account, and the province that is meant, as a command line names them.</summary>
internal sealed class RegistrySession : IDisposable
{
    private readonly ParseResult _line;
    private readonly EvmContract _contract;
    private readonly EvmNetwork _network;
    private readonly Secp256k1Key _key;
    private readonly EvmAccount _account;

    /// <exception cref="FormatException">Something is written wrongly.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than its owner have access to the key.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is encrypted, and not under this passphrase.</exception>
    public RegistrySession(ParseResult line)
    {
        _line = line;
        Division = RegistryOptions.DivisionOf(line);
        _contract = RegistryOptions.ContractOf(line);
        _network = RegistryOptions.NetworkOf(line, _contract);
        _key = RegistryOptions.KeyOf(line);
        _account = RegistryOptions.AccountOf(line, _network, _key);
        Governance = new TrustGovernance(_network, _contract.Address);
    }

    /// <summary>The province.</summary>
    public string Division { get; }

    /// <summary>Asks the registry.</summary>
    public TrustGovernance Governance { get; }

    /// <summary>The epoch that the line describes, the province's next unless it says another.</summary>
    public async Task<ProvinceEpoch> EpochAsync(CancellationToken cancel) => RegistryOptions.EpochOf(_line, await Governance.CountAsync(Division, cancel));

    /// <summary>Has the registry do something.</summary>
    /// <exception cref="EvmException">It refuses, or the chain has not mined it in time.</exception>
    public Task CallAsync(byte[] data, CancellationToken cancel) => _account.CallAsync(_contract.Address, data, cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _network.Dispose();
    }
}
