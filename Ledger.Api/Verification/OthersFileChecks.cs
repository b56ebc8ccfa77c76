using System.Formats.Asn1;
using System.Text;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Others;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>What can be said of another system's PDF: what each of its signatures covers and is worth, never that it is a valid licence.</summary>
internal static class OthersFileChecks
{
    private const string Prefix = OthersMessageChecks.Prefix;
    private const string RawRsa = "adbe.x509.rsa_sha1";

    /// <summary>The checks of such a file; the first is unknown in any case.</summary>
    /// <param name="file">The file.</param>
    /// <param name="found">What was found in it.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="now">The verifier's clock.</param>
    public static IReadOnlyList<Check> Make(ReadOnlyMemory<byte> file, OthersPdf found, TrustPolicy policy, DateTimeOffset now)
    {
        List<Check> checks =
        [
            new(
                Prefix + "form", CheckResult.Unknown, "这是其他系统的 PDF，未附本系统的证照数据与证明，无法判定证照是否有效；以下为其签名的逐项核对。",
                "This PDF is another system's, without licence data and proof; whether a licence is valid nobody can tell from it. What its signatures show follows."),
        ];
        if (found.Signatures.Count == 0)
        {
            checks.Add(new Check(Prefix + "structure", CheckResult.Unknown, "文件中没有找到数字签名。", "No signature was found in the file."));
            return checks;
        }

        for (int i = 0; i < found.Signatures.Count; i++)
        {
            OthersPdfSignature signature = found.Signatures[i];
            checks.Add(Coverage(i + 1, signature, found, file.Length));
            if (signature.Fault is not (OthersPdfFault.Range or OthersPdfFault.Gap))
            {
                checks.AddRange(Message(i + 1, signature, file, policy, now));
            }
        }

        checks.Add(Appended(found, file));
        if (found.Signatures.Count == OthersPdfReader.MaxSignatures)
        {
            checks.Add(new Check(
                Prefix + "structure", CheckResult.Unknown, $"只核对了前 {OthersPdfReader.MaxSignatures} 个签名。",
                $"Only the first {OthersPdfReader.MaxSignatures} signatures were looked at."));
        }

        return checks;
    }

    /// <summary>The checks of a bare seal or seal signature; null where the file is neither.</summary>
    /// <param name="file">The file.</param>
    /// <param name="document">What was sealed; null where it is not at hand.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="now">The verifier's clock.</param>
    public static IReadOnlyList<Check>? MakeOfSeal(
        ReadOnlyMemory<byte> file, ReadOnlyMemory<byte>? document, TrustPolicy policy, DateTimeOffset now) =>
        OthersSealChecks.Make(file.Span, document, policy, now) is not IReadOnlyList<Check> checks ? null :
        [
            new(
                Prefix + "form", CheckResult.Unknown, "这是电子印章或签章值，不是证照，无法判定证照是否有效；以下为其逐项核对。",
                "This is a seal or a seal's signature, not a licence; whether a licence is valid nobody can tell from it. What it shows follows."),
            .. checks,
        ];

    private static Check Coverage(int number, OthersPdfSignature signature, OthersPdf found, int length)
    {
        const string Name = Prefix + "coverage";
        return signature.Fault switch
        {
            OthersPdfFault.Range => Check.Of(
                Name, false, $"第 {number} 个签名：覆盖范围（ByteRange）不成立。", $"Signature {number} has a byte range that cannot be."),
            OthersPdfFault.Gap => Check.Of(
                Name, false, $"第 {number} 个签名：除签名值外还有未被覆盖的内容。", $"Signature {number} leaves out more than its own value."),
            OthersPdfFault.End => Check.Of(
                Name, false, $"第 {number} 个签名：覆盖范围不在某次保存的末尾结束。", $"Signature {number} does not cover a whole revision of the file."),
            _ when signature.End == length => Check.Of(Name, true, $"第 {number} 个签名：覆盖整个文件。", $"Signature {number} covers the whole file."),
            _ => new Check(
                Name, CheckResult.Unknown, $"第 {number} 个签名：覆盖第 {signature.Revision} 次保存（共 {found.Revisions} 次）为止的内容，其后另有追加，追加了什么此处不能判定。",
                $"Signature {number} covers the file up to revision {signature.Revision} of {found.Revisions}; what was appended behind it is not judged here."),
        };
    }

    private static IReadOnlyList<Check> Message(
        int number, OthersPdfSignature signature, ReadOnlyMemory<byte> file, TrustPolicy policy, DateTimeOffset now)
    {
        if (signature.Form == RawRsa)
        {
            return
            [
                new Check(
                    Prefix + "structure", CheckResult.Unknown, $"第 {number} 个签名：旧式签名（{RawRsa}），此处不能判定。",
                    $"Signature {number} is of an old form ({RawRsa}) that is not judged here."),
            ];
        }

        byte[] covered = [.. file.Span[..signature.Gap], .. file.Span[signature.AfterGap..signature.End]];
        return OthersMessageChecks.Make(number, ValueOf(file.Span[(signature.Gap + 1)..(signature.AfterGap - 1)]), covered, policy, now);
    }

    /// <summary>The value without the zeros that fill its room; as far as it can be told, all of it.</summary>
    private static ReadOnlyMemory<byte> ValueOf(ReadOnlySpan<byte> hexadecimal)
    {
        string digits = string.Concat(Encoding.ASCII.GetString(hexadecimal).Where(char.IsAsciiHexDigit));

        // ISO 32000-1, 7.3.4.3: a missing last digit is zero.
        byte[] value = Convert.FromHexString(digits.Length % 2 == 0 ? digits : digits + "0");
        return AsnDecoder.TryReadEncodedValue(value, AsnEncodingRules.BER, out _, out _, out _, out int length) ? value.AsMemory(0, length) : value;
    }

    /// <summary>What comes behind the last signature is signed by nobody.</summary>
    private static Check Appended(OthersPdf found, ReadOnlyMemory<byte> file)
    {
        const string Name = Prefix + "appended";
        int last = found.Signatures.Max(signature => signature.Fault == OthersPdfFault.None ? signature.End : 0);
        int appended = file.Length - last;
        return appended == 0
            ? Check.Of(Name, true, "最后一个签名之后没有追加内容。", "Nothing follows the last signature.")
            : new Check(
                Name, CheckResult.Unknown, $"最后一个签名之后还有 {appended} 字节未经签名的内容，阅读器显示的可能不是所签内容。",
                $"{appended} bytes follow the last signature, signed by nobody: what a reader shows may not be what was signed.");
    }
}
