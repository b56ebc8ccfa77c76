namespace Ledger.Crypto.Certificates;

/// <summary>What became of verifying signed data. Whether the signer is trusted is for <see cref="CertificateChain"/>.</summary>
/// <param name="Fault">Why it does not verify, or <see cref="SignedDataFault.None"/>.</param>
/// <param name="Reason">The same in a sentence.</param>
public sealed record SignedDataReport(SignedDataFault Fault, string Reason)
{
    /// <summary>Whether the signer in the data signed this content.</summary>
    public bool IsValid => Fault is SignedDataFault.None;
}
