namespace Ledger.Crypto.Certificates;

/// <summary>What became of the search for a path from a certificate to a trusted root.</summary>
/// <param name="Fault">Why there is none, or <see cref="ChainFault.None"/>.</param>
/// <param name="Reason">The same in a sentence.</param>
/// <param name="Path">The certificates from the one checked to the root, or as far as the search came.</param>
public sealed record ChainReport(ChainFault Fault, string Reason, IReadOnlyList<Certificate> Path)
{
    /// <summary>Whether the path ends in a trusted root and every rule holds.</summary>
    public bool IsTrusted => Fault is ChainFault.None;
}
