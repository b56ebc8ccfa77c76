namespace Ledger.Node.Anchoring;

/// <summary>The chain could not be asked, or refused. Says nothing about whether a transaction sent before is mined.</summary>
internal sealed class EvmException(EvmError error, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind of failure.</summary>
    public EvmError Error { get; } = error;

    /// <summary>What the contract gave as its reason, when it refused; otherwise empty.</summary>
    public ReadOnlyMemory<byte> RevertData { get; init; }
}
