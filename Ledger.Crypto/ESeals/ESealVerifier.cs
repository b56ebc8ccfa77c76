using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.ESeals;

/// <summary>
/// Verifies sealed documents step by step (GB/T 38540-2020, 7). Every step is judged even when an earlier one failed, so that
/// a reader sees all there is to see. Revocation is looked up elsewhere.
/// </summary>
public static class ESealVerifier
{
    /// <summary>Verifies the DER of a signature; bytes that can't be read fail the first step.</summary>
    /// <inheritdoc cref="Verify(ESealSignature, ReadOnlySpan{byte}, IReadOnlyList{Certificate}, IReadOnlyList{Certificate})"/>
    public static ESealReport Verify(
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> document,
        IReadOnlyList<Certificate> roots,
        IReadOnlyList<Certificate> others)
    {
        try
        {
            return Verify(ESealSignature.Parse(signature), document, roots, others);
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException)
        {
            return new ESealReport([new ESealStepResult(ESealStep.Structure, ESealFault.Malformed, () => malformed.Message)]);
        }
    }

    /// <summary>Verifies a signature.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="document">What was sealed.</param>
    /// <param name="roots">Trusted roots of signers and seal makers.</param>
    /// <param name="others">Certificates of authorities between them; signatures don't bring any.</param>
    public static ESealReport Verify(
        ESealSignature signature,
        ReadOnlySpan<byte> document,
        IReadOnlyList<Certificate> roots,
        IReadOnlyList<Certificate> others) => Verify(signature, Sm3.Hash(document), roots, others);

    /// <summary>The same by whoever has the SM3 of what was sealed.</summary>
    internal static ESealReport Verify(
        ESealSignature signature, Digest document, IReadOnlyList<Certificate> roots, IReadOnlyList<Certificate> others)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ESeal seal = signature.Seal;
        return new ESealReport(
        [
            Structure(signature),
            Signed(ESealStep.SealSignature, seal.Value, seal.MakerFault),
            SealMaker(seal, roots, others),
            SealValidity(signature),
            SignerListed(signature),
            SignerTrusted(signature, roots, others),
            Signed(ESealStep.Signature, signature.Value, signature.Value.Verify(seal.SignedHashes)),
            DocumentHash(signature, document),
        ]);
    }

    private static ESealStepResult Structure(ESealSignature signature) => Result(
        ESealStep.Structure,
        signature.Version == ESealInfo.CurrentVersion && signature.Seal.Info.Version == ESealInfo.CurrentVersion,
        ESealFault.Malformed,
        () => $"Version {signature.Version} with a seal of version {signature.Seal.Info.Version}; 4 is expected.");

    private static ESealStepResult Signed(ESealStep step, SealedValue value, ESealFault fault) => new(step, fault, () => fault switch
    {
        ESealFault.WrongAlgorithm => $"The algorithm is {value.Algorithm} with a key of {value.Signer.PublicKey.Algorithm}.",
        ESealFault.SignatureEncoding => "The signature value is not a DER SEQUENCE of two integers.",
        _ => $"The signature with the key of {value.Signer}.",
    });

    private static ESealStepResult SealMaker(
        ESeal seal, IReadOnlyList<Certificate> roots, IReadOnlyList<Certificate> others)
    {
        ChainReport chain = CertificateChain.Check(seal.Maker, others, roots, seal.Info.CreatedAt);
        bool may = seal.Maker.MayMakeSeals;
        return Result(
            ESealStep.SealMaker, chain.IsTrusted && may, ESealFault.NotTrusted,
            () => may ? chain.Reason : $"The certificate of {seal.Maker} may not make seals.");
    }

    private static ESealStepResult SealValidity(ESealSignature signature) => Result(
        ESealStep.SealValidity,
        signature.Seal.Info.IsValidAt(signature.Time),
        ESealFault.OutsideValidity,
        () => $"Applied at {ClockText.English(signature.Time)}; valid from {ClockText.English(signature.Seal.Info.ValidFrom)} until {ClockText.English(signature.Seal.Info.ValidUntil)}.");

    private static ESealStepResult SignerListed(ESealSignature signature) => Result(
        ESealStep.SignerListed,
        signature.Seal.Info.Signers.Contains(signature.Signer),
        ESealFault.NotListed,
        () => $"The certificate of {signature.Signer} with the {signature.Seal.Info.Signers.Count} the seal lists.");

    private static ESealStepResult SignerTrusted(
        ESealSignature signature, IReadOnlyList<Certificate> roots, IReadOnlyList<Certificate> others)
    {
        Certificate signer = signature.Signer;
        ChainReport chain = CertificateChain.Check(signer, others, roots, signature.Time);
        bool may = signer.MaySignDocuments;
        return Result(
            ESealStep.SignerTrusted, chain.IsTrusted && may, ESealFault.NotTrusted,
            () => may ? chain.Reason : $"The certificate of {signer} may not sign documents.");
    }

    private static ESealStepResult DocumentHash(ESealSignature signature, Digest actual) => Result(
        ESealStep.DocumentHash,
        signature.DocumentHash == actual,
        ESealFault.Mismatch,
        () => $"SM3 of the document is {actual}; sealed was {signature.DocumentHash}.");

    private static ESealStepResult Result(ESealStep step, bool passed, ESealFault fault, Func<string> say) =>
        new(step, passed ? ESealFault.None : fault, say);
}
