namespace Ledger.Node.Consents;

/// <summary>
/// What shows another province that a guardian may consent for a minor: the birth certificate with the child's code and the number of that parent alone, and its status now in the
/// log of the child's province. Personal data: in memory only.
/// </summary>
/// <param name="Document">The certificate, in part.</param>
/// <param name="Status">Status bundle of it.</param>
/// <param name="SealStatus">Status bundle of its seal; empty where it was issued before seals stood in the log.</param>
internal sealed record GuardianProof(ReadOnlyMemory<byte> Document, ReadOnlyMemory<byte> Status, ReadOnlyMemory<byte> SealStatus)
{
    /// <summary>How much it is.</summary>
    public override string ToString() => $"certificate of {Document.Length} bytes";
}
