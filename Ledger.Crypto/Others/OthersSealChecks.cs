using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Others;

/// <summary>
/// Judges a bare seal (SESeal) or seal signature (SES_Signature) of others, step by step as GB/T 38540 has it. A signature value that is
/// not DER is read tolerantly and said to be so; it then has to match like any other.
/// </summary>
public sealed class OthersSealChecks
{
    private const string Prefix = OthersMessageChecks.Prefix + "seal-";
    private const int Width = 32;

    // HeaderInfo begins with the IA5String "ES".
    private static readonly byte[] Mark = [0x16, 2, (byte)'E', (byte)'S'];

    private readonly TrustPolicy _policy;
    private readonly List<Check> _checks = [];

    private OthersSealChecks(TrustPolicy policy) => _policy = policy;

    /// <summary>The checks of a file that holds one or the other.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="document">What was sealed; null where it is not at hand.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="now">The verifier's clock.</param>
    /// <returns>At least one check; null where the bytes are neither. Malformed input is a failed check, never an exception.</returns>
    public static IReadOnlyList<Check>? Make(ReadOnlySpan<byte> file, ReadOnlyMemory<byte>? document, TrustPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (file is not [0x30, ..] || file.IndexOf(Mark) is < 0 or > 64)
        {
            return null; // every seal's description begins with its mark
        }

        OthersSealChecks checks = new(policy);
        try
        {
            checks.Signature(ESealSignature.Parse(file), document);
            return checks._checks;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            checks._checks.Clear();
        }

        try
        {
            checks.Seal(ESeal.Parse(file), now, "Seal");
            checks.Add("signature", CheckResult.Noted, "单独的印章只说明印章本身；它盖在何处，由签章值说明", "A bare seal tells of itself only; what it was applied to a seal's signature tells.");
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            checks.Add("structure", CheckResult.Failed, "电子印章或签章编码错误，无法读取", $"The seal or its signature is malformed: {e.Message}");
        }

        return checks._checks;
    }

    private void Signature(ESealSignature signature, ReadOnlyMemory<byte>? document)
    {
        Seal(signature.Seal, signature.Time, "Seal's signature");
        bool listed = signature.Seal.Info.Signers.Contains(signature.Signer);
        Add(
            "signer-listed", Of(listed), listed ? "签章证书在印章名单中" : "签章证书不在印章名单中",
            listed ? "The seal lists the certificate that applied it." : "The seal does not list the certificate that applied it.");
        Chain("signer", "签章证书", signature.Signer, signature.Signer.MaySignDocuments, signature.Time);
        Value("signature", "签章值", "The signature", signature.Value);
        Document(signature, document);
        Add(
            "time", CheckResult.Noted, $"签章人自称的时间为 {BeijingTime.TextOf(signature.Time)}（北京时间）{(signature.TimeStamp is null ? "" : "；另附时间戳，此处未核验")}",
            $"The signer says it was applied at {BeijingTime.TextOf(signature.Time)} (Beijing time){(signature.TimeStamp is null ? "" : "; a time stamp is attached, which is not verified here")}.");
    }

    private void Seal(ESeal seal, DateTimeOffset at, string what)
    {
        bool current = seal.Info.Version == ESealInfo.CurrentVersion;
        Add(
            "structure", current ? CheckResult.Passed : CheckResult.Unknown, $"结构可读，版本 {seal.Info.Version}，印章名称 {seal.Info.Name}",
            $"{what} of version {seal.Info.Version}, well formed; the seal calls itself {seal.Info.Name}.");
        Value("maker-signature", "制章人对印章的签名", "The maker's signature on the seal", seal.Value);
        Chain("maker", "制章人证书", seal.Maker, seal.Maker.MayMakeSeals, seal.Info.CreatedAt);
        bool valid = seal.Info.IsValidAt(at);
        string from = BeijingTime.TextOf(seal.Info.ValidFrom), until = BeijingTime.TextOf(seal.Info.ValidUntil);
        Add(
            "validity", Of(valid), $"印章有效期 {from} 至 {until}，{(valid ? "在其内" : "不在其内")}",
            $"The seal is valid from {from} until {until} (Beijing time), {(valid ? "and was in use then" : "not at the time it is used")}.");
    }

    /// <summary>Tolerant of how the numbers are written, not of what they are.</summary>
    private void Value(string name, string chinese, string english, SealedValue value)
    {
        ESealFault fault = value.Verify();
        if (fault == ESealFault.SignatureEncoding)
        {
            OthersSignatureForm form = OthersNumbers.Read(value.Signature, Width, out byte[] raw);
            if (form == OthersSignatureForm.Unreadable)
            {
                Add(
                    name + "-encoding", CheckResult.Failed, $"{chinese}编码错误：既不是 DER，也不是 r‖s（这不等于签名不符）",
                    $"{english} is neither DER nor r‖s: an encoding error, which is not the same as one that does not match.");
                return;
            }

            Add(name + "-encoding", CheckResult.Noted, $"{chinese}不是标准的 DER 编码，按所写的数核对", $"{english} is not written as DER; its numbers are compared as they stand.");
            fault = value.Signer.PublicKey.Verify(value.Signed.Span, raw) ? ESealFault.None : ESealFault.Mismatch;
        }

        Add(
            name, fault == ESealFault.WrongAlgorithm ? CheckResult.Unknown : Of(fault == ESealFault.None),
            fault switch { ESealFault.None => $"{chinese}与证书公钥相符", ESealFault.WrongAlgorithm => $"{chinese}的算法不是 SM2/SM3，此处不能判定", _ => $"{chinese}与证书公钥不符" },
            fault switch
            {
                ESealFault.None => $"{english} was made with the key of its certificate.",
                ESealFault.WrongAlgorithm => $"{english} uses another algorithm than SM2 with SM3; it is not judged here.",
                _ => $"{english} was not made with the key of its certificate.",
            });
    }

    private void Chain(string name, string chinese, Certificate certificate, bool mayAct, DateTimeOffset at)
    {
        ChainReport chain = CertificateChain.Check(certificate, [], _policy.Roots, at);
        CheckResult result = chain.Fault switch
        {
            ChainFault.None when mayAct => CheckResult.Passed,
            ChainFault.IssuerUnknown or ChainFault.Expired or ChainFault.NotYetValid => CheckResult.Unknown,
            _ => CheckResult.Failed,
        };
        string found = result == CheckResult.Passed || !chain.IsTrusted ? chain.Reason : "Its certificate does not allow this.";
        Add(
            name, result,
            result switch
            {
                CheckResult.Passed => $"{chinese}指向受信任的根",
                CheckResult.Unknown => $"{chinese}不指向受信任的根，或当时不在有效期内，无法判定",
                _ => $"{chinese}链无效，或证书不允许此用途",
            },
            $"The certificate of {certificate}: {found}");
    }

    private void Document(ESealSignature signature, ReadOnlyMemory<byte>? document)
    {
        const string Name = "document-hash";
        if (document is not ReadOnlyMemory<byte> sealedDocument)
        {
            Add(Name, CheckResult.Unknown, "未提供所签文件，无法核对摘要（SM3）", "What was sealed is not at hand; its hash (SM3) cannot be compared.");
            return;
        }

        Digest actual = Sm3.Hash(sealedDocument.Span);
        bool same = actual == signature.DocumentHash;
        Add(
            Name, Of(same), same ? "所签文件的摘要（SM3）相符" : "所签文件的摘要（SM3）不符：文件被改动，或不是这份文件",
            same ? "SM3 of the document is what was sealed." : $"SM3 of the document is {actual}; sealed was {signature.DocumentHash}.");
    }

    private static CheckResult Of(bool agrees) => agrees ? CheckResult.Passed : CheckResult.Failed;

    private void Add(string name, CheckResult result, string chinese, string english) =>
        _checks.Add(new Check(Prefix + name, result, chinese + "。", english));
}
