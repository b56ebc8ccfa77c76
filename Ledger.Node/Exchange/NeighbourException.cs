namespace Ledger.Node.Exchange;

/// <summary>Another province's node gave no answer that counts.</summary>
internal sealed class NeighbourException : Exception
{
    /// <summary>States why.</summary>
    /// <param name="message">For the operator; nothing personal.</param>
    /// <param name="isLie">Whether what it answered cannot be true or is not its own, so that it is not asked again for a while; else it was in trouble.</param>
    /// <param name="inner">What came before; null for nothing.</param>
    public NeighbourException(string message, bool isLie, Exception? inner = null)
        : base(message, inner) => IsLie = isLie;

    /// <summary>Whether what it answered cannot be true or is not its own.</summary>
    public bool IsLie { get; }
}
