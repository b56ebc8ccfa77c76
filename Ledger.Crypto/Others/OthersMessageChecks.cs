using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Others;

/// <summary>
/// Judges one signature of others over bytes, step by step: structure, digest, signature value and how it is written, chain, time. What
/// it shows is that these bytes were signed by some key; never that a licence is valid.
/// </summary>
public sealed class OthersMessageChecks
{
    /// <summary>How the names of these checks begin.</summary>
    public const string Prefix = "others-";

    private readonly List<Check> _checks = [];
    private readonly string _chinese;
    private readonly string _english;

    private OthersMessageChecks(int number) => (_chinese, _english) = ($"第 {number} 个签名", $"Signature {number}");

    /// <summary>The checks of one signature.</summary>
    /// <param name="number">Which one of a file, from 1, for people.</param>
    /// <param name="value">The CMS message, in DER or BER.</param>
    /// <param name="covered">The bytes it is to cover.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="now">The verifier's clock.</param>
    /// <returns>At least one; malformed input is a failed check, never an exception.</returns>
    public static IReadOnlyList<Check> Make(
        int number, ReadOnlyMemory<byte> value, ReadOnlySpan<byte> covered, TrustPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        OthersMessageChecks checks = new(number);
        try
        {
            OthersSignedData message = OthersSignedData.Parse(value);
            OthersTimeStampInfo? stamp = message is { ContentType: OthersTimeStampInfo.ContentType, Content: byte[] content }
                ? OthersTimeStampInfo.Parse(content)
                : null;
            checks.Structure(message, stamp);
            checks.Digest(message, stamp, covered);
            checks.Value(message, covered);
            checks.Chain(message, policy, now);
            checks.Time(message, stamp);
        }
        catch (FormatException e)
        {
            checks.Add("structure", CheckResult.Failed, "编码错误，无法读取", $"is malformed: {e.Message}");
        }

        return checks._checks;
    }

    private void Structure(OthersSignedData message, OthersTimeStampInfo? stamp)
    {
        string signer = message.Signer?.Subject ?? "?";
        string kind = stamp is null ? "" : "时间戳，";
        Add("structure", CheckResult.Passed, $"结构可读，{kind}签名人自称 {signer}", $"is well formed{(stamp is null ? "" : ", a time stamp")}; its signer calls itself {signer}.");
    }

    private void Digest(OthersSignedData message, OthersTimeStampInfo? stamp, ReadOnlySpan<byte> signed)
    {
        if (message.SignedAttributes is null && message.Content is null)
        {
            return; // the value itself covers the bytes
        }

        bool isInside = message.Content is not null && stamp is null;
        byte[]? actual = stamp is null ? OthersHash.Of(message.Digest, signed) : OthersHash.Of(stamp.Digest, signed);
        byte[]? expected = stamp is null ? message.MessageDigest : stamp.Imprint;
        byte[]? inside = stamp is null ? null : OthersHash.Of(message.Digest, message.Content!);
        if (isInside || actual is null || (stamp is not null && inside is null))
        {
            Add(
                "digest", CheckResult.Unknown, "所用的摘要方式（如 SHA-1、MD5 或内含内容）此处不能据以判定",
                "uses a digest, such as SHA-1 or MD5, or content of its own, by which nothing is judged here.");
            return;
        }

        bool agrees = expected is not null && actual.AsSpan().SequenceEqual(expected)
            && (inside is null || (message.MessageDigest is byte[] attribute && inside.AsSpan().SequenceEqual(attribute)));
        Add(
            "digest", agrees ? CheckResult.Passed : CheckResult.Failed,
            agrees ? "摘要与所覆盖的内容一致" : "摘要与所覆盖的内容不一致：内容在签名之后被改动",
            agrees ? "has the digest of the bytes it covers." : "has another digest: the bytes it covers were changed after it was made.");
    }

    private void Value(OthersSignedData message, ReadOnlySpan<byte> signed)
    {
        if (message.Signer is not OthersCertificate signer)
        {
            Add("signature", CheckResult.Unknown, "未附签名人证书，无法核对签名值", "comes without its signer's certificate; its value cannot be compared.");
            return;
        }

        ReadOnlySpan<byte> covered = message.SignedAttributes ?? message.Content ?? signed;
        OthersOutcome outcome = OthersKey.Verify(
            signer.PublicKeyInfo, message.Scheme, message.Digest, covered, message.Value, out OthersSignatureForm form);
        if (outcome == OthersOutcome.Unreadable)
        {
            Add(
                "encoding", CheckResult.Failed, "签名值编码错误：既不是 DER，也不是 r‖s（这不等于签名不符）",
                "has a value that is neither DER nor r‖s: an encoding error, which is not the same as a signature that does not match.");
            return;
        }

        if (form != OthersSignatureForm.Der)
        {
            (string chinese, string english) = form == OthersSignatureForm.Raw ? ("r‖s", "plain r‖s") : ("多零或缺零的整数", "integers with zeros too many or too few");
            Add("encoding", CheckResult.Noted, $"签名值以{chinese}写成，不是标准的 DER", $"has its value as {english}, not as DER.");
        }

        Add(
            "signature",
            outcome switch { OthersOutcome.Agrees => CheckResult.Passed, OthersOutcome.Differs => CheckResult.Failed, _ => CheckResult.Unknown },
            outcome switch
            {
                OthersOutcome.Agrees => "签名值与签名人证书中的公钥相符",
                OthersOutcome.Differs => "签名值与签名人证书中的公钥不符",
                _ => $"签名算法（{message.Scheme}）此处不能判定",
            },
            outcome switch
            {
                OthersOutcome.Agrees => "was made with the key of the certificate that comes with it.",
                OthersOutcome.Differs => "was not made with the key of the certificate that comes with it.",
                _ => $"uses an algorithm ({message.Scheme}) or key that is not judged here.",
            });
    }

    private void Chain(OthersSignedData message, TrustPolicy policy, DateTimeOffset now)
    {
        if (message.Signer is null)
        {
            return;
        }

        if (message.Signer.Known is not Certificate signer)
        {
            Add(
                "chain", CheckResult.Unknown, "签名人证书不是 SM2 或 P-256 证书，或含有不认识的关键扩展，不指向受信任的根",
                "has a signer's certificate of another kind than the trusted roots issue; it leads to none of them.");
            return;
        }

        Certificate[] others = [.. message.Certificates.Select(other => other.Known).OfType<Certificate>()];
        ChainReport chain = CertificateChain.Check(signer, others, policy.Roots, now);
        CheckResult result = chain.Fault switch
        {
            ChainFault.None when signer.MaySignDocuments => CheckResult.Passed,
            ChainFault.None or ChainFault.WrongSignature or ChainFault.IssuerIsNoAuthority or ChainFault.IssuerMayNotSign
                or ChainFault.PurposeNotAllowed or ChainFault.PathTooLong => CheckResult.Failed,
            _ => CheckResult.Unknown,
        };
        Add(
            "chain", result,
            result switch
            {
                CheckResult.Passed => "签名人证书指向受信任的根，目前有效",
                CheckResult.Failed => "签名人证书链无效",
                _ => "签名人证书不指向受信任的根，或目前不在有效期内",
            },
            result == CheckResult.Passed ? "has a signer's certificate that leads to a trusted root and is valid now."
                : $"has a signer's certificate that is not trusted: {chain.Reason}");
    }

    private void Time(OthersSignedData message, OthersTimeStampInfo? stamp)
    {
        if (stamp is not null)
        {
            string stamped = BeijingTime.TextOf(stamp.Time);
            Add("time", CheckResult.Noted, $"时间戳所称时间为 {stamped}（北京时间）", $"says the time {stamped} (Beijing time).");
            return;
        }

        string own = message.OwnTime is DateTimeOffset time ? BeijingTime.TextOf(time) : "";
        string chinese = (own.Length == 0 ? "未称签名时间" : $"签名人自称的时间为 {own}（北京时间）") + (message.HasTimeStamp ? "；另附时间戳，此处未核验" : "；未附时间戳");
        string english = (own.Length == 0 ? "names no time" : $"was made at {own} (Beijing time) by its signer's own word")
            + (message.HasTimeStamp ? "; a time stamp is attached, which is not verified here." : "; no time stamp is attached.");
        Add("time", CheckResult.Noted, chinese, english);
    }

    private void Add(string name, CheckResult result, string chinese, string english) =>
        _checks.Add(new Check(Prefix + name, result, $"{_chinese}：{chinese}。", $"{_english} {english}"));
}
