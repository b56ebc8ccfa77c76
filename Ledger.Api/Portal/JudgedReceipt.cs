using Ledger.Api.Problems;
using Ledger.Api.Verification;
using Ledger.Api.Verification.Receipts;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal;

/// <summary>A receipt that somebody verifies on the start page: whether it is genuine, and what it says. The file that it is of is not at hand.</summary>
/// <param name="Checks">Every check of it.</param>
/// <param name="Facts">What it says, in order: what it is called, and the value; none where it cannot be read.</param>
public sealed record JudgedReceipt(IReadOnlyList<Check> Checks, IReadOnlyList<(TextInBoth Label, TextInBoth Value)> Facts)
{
    /// <summary>Whether it is genuine: valid only where it was read and no check failed or is unknown. Never to be taken for what it says of a licence.</summary>
    public Conclusion Conclusion =>
        Checks.Any(check => check.Result == CheckResult.Failed) ? Conclusion.NotValid
        : Facts.Count == 0 || Checks.Any(check => check.Result == CheckResult.Unknown) ? Conclusion.CannotTell
        : Conclusion.Valid;

    /// <summary>What is said of it in one sentence: the first reason against it, or that there is none.</summary>
    public TextInBoth Sentence => Checks.FirstOrDefault(check => check.Result == CheckResult.Failed) is Check failed ? new(failed.Chinese, failed.English)
        : Checks.FirstOrDefault(check => check.Result == CheckResult.Unknown) is Check unknown ? new(unknown.Chinese, unknown.English)
        : Facts.Count == 0 ? new("回执无法读取。", "The receipt cannot be read.")
        : new("回执确由所载节点签名，签名之后没有改动。", "It is signed by the node that it names and unchanged since.");

    /// <summary>The answer in a word.</summary>
    public TextInBoth Word => Conclusion switch
    {
        Conclusion.Valid => new("回执真实", "The receipt is genuine"),
        Conclusion.NotValid => new("回执无效", "The receipt is not valid"),
        _ => new("无法判定", "Cannot tell"),
    };

    /// <summary>Reads a receipt in JSON, of a verification or of a use.</summary>
    /// <param name="bytes">Anything that begins as JSON.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="node">Whose catalogue has English names.</param>
    internal static JudgedReceipt OfJson(byte[] bytes, TrustPolicy policy, ProvinceNode node)
    {
        if (!UseReceipt.LooksLike(bytes))
        {
            IReadOnlyList<Check> checks = ReceiptVerifier.Verify(bytes, null, policy, out VerificationReceipt? receipt);
            return new JudgedReceipt(checks, FactsOf(receipt, node));
        }

        IReadOnlyList<Check> ofUse = UseReceipt.Verify(bytes, null, policy, out UseReceipt? use);
        return new JudgedReceipt(ofUse, FactsOf(use, node));
    }

    /// <summary>Reads the PDF of a receipt.</summary>
    /// <param name="bytes">Anything at all.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="node">Whose catalogue has English names.</param>
    /// <returns>Null where it carries none.</returns>
    internal static JudgedReceipt? FindInPdf(byte[] bytes, TrustPolicy policy, ProvinceNode node)
    {
        IReadOnlyList<Check> checks = ReceiptFileChecks.Make(bytes, null, policy, out VerificationReceipt? receipt);
        return receipt is null ? null : new JudgedReceipt(checks, FactsOf(receipt, node));
    }

    private static IReadOnlyList<(TextInBoth Label, TextInBoth Value)> FactsOf(VerificationReceipt? receipt, ProvinceNode node) => receipt is null ? [] :
    [
        (new("所载结论", "It says"), new(
            $"{VerdictText.Word(receipt.Conclusion, english: false)}：{receipt.Chinese}", $"{VerdictText.Word(receipt.Conclusion, english: true)}: {receipt.English}")),
        .. receipt.LicenceName is not string name ? [] : new (TextInBoth, TextInBoth)[] { (new("证照名称", "Licence"), NameOf(name, receipt.Identifier, node)) },
        .. Optional("颁发机构", "Issued by", receipt.IssuerName),
        .. Optional("证照标识", "Identifier", receipt.Identifier),
        Same("核验时间（北京时间）", "Verified at (Beijing time)", BeijingTime.TextOf(receipt.Time)),
        Same("核验节点", "By the node", receipt.Node),
        Same("回执编号", "Number of the receipt", receipt.Serial),
        Same("所核文件的 SM3", "SM3 of the file", receipt.File.Sm3.ToHex()),
    ];

    private static IReadOnlyList<(TextInBoth Label, TextInBoth Value)> FactsOf(UseReceipt? receipt, ProvinceNode node) => receipt is null ? [] :
    [
        (new("所载内容", "It says"), new("该节点打开了所给的用证内容。", "That node opened what was given for the use.")),
        Same("用证机构", "For the authority", ShownStanding.NameOf(node, receipt.Authority)),
        Same("用证的账本序号", "Log index of the use", $"{receipt.Log} {receipt.Index}"),
        Same("打开时间（北京时间）", "Opened at (Beijing time)", BeijingTime.TextOf(receipt.Time)),
        Same("打开的节点", "By the node", receipt.Node),
        Same("所给内容的 SM3", "SM3 of what was given", receipt.AnswerSm3.ToHex()),
    ];

    private static TextInBoth NameOf(string printed, string? identifier, ProvinceNode node) =>
        LicenceIdentifier.TryParse(identifier ?? "", out LicenceIdentifier? of) ? ShownStanding.NameOfType(node, of.Type, printed) : new(printed, printed);

    private static (TextInBoth Label, TextInBoth Value)[] Optional(string chinese, string english, string? value) => value is null ? [] : [Same(chinese, english, value)];

    private static (TextInBoth Label, TextInBoth Value) Same(string chinese, string english, string value) => (new(chinese, english), new(value, value));
}
