namespace Ledger.Api.Documents.Ofd;

/// <summary>A sealed OFD file but for its last part, the value of the seal, which a time stamp may still be put into.</summary>
/// <param name="Parts">Every other part.</param>
/// <param name="SealValue">The value: a SES_Signature (GB/T 38540) without a time stamp.</param>
internal sealed record OfdDraft(IReadOnlyList<OfdPart> Parts, ReadOnlyMemory<byte> SealValue)
{
    /// <summary>The whole file.</summary>
    /// <param name="sealValue">The value, with a time stamp or without.</param>
    public byte[] ToFile(ReadOnlyMemory<byte> sealValue) => OfdPackage.Write([.. Parts, OfdPart.Store(OfdNames.SignedValue, sealValue)]);
}
