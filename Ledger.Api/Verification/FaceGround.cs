using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>What the pages are compared on: whether file and data are as they were signed, by the checks made before.</summary>
/// <param name="FileHolds">Whether no check of the file failed.</param>
/// <param name="IsAppended">Whether something follows what was signed.</param>
/// <param name="DataHolds">Whether the attached data are signed by somebody known.</param>
internal readonly record struct FaceGround(bool FileHolds, bool IsAppended, bool DataHolds)
{
    private static readonly string[] OfData = ["fields", "seal-statement-hash", "signature-es256"];

    /// <summary>The ground.</summary>
    /// <param name="file">The checks of the file.</param>
    /// <param name="isAppended">Whether something follows what was signed.</param>
    /// <param name="alone">The verdict on the data.</param>
    public static FaceGround Of(IEnumerable<Check> file, bool isAppended, Verdict alone) => new(
        !file.Any(check => check.Result == CheckResult.Failed && check.Name.StartsWith("file-", StringComparison.Ordinal)),
        isAppended,
        !alone.Checks.Any(check => check.Result == CheckResult.Failed && OfData.Contains(check.Name)));

    /// <summary>What the data are called.</summary>
    public (string Chinese, string English) DataName => DataHolds ? ("签名数据", "signed data") : ("所附数据", "attached data");

    /// <summary>The check of pages that say what the data say; where the file is altered they may be made to look otherwise, and it says no more than it knows.</summary>
    public Check Agrees(string name)
    {
        (string chinese, string english) = DataName;
        return (FileHolds, IsAppended) switch
        {
            (true, _) => Check.Of(name, true, $"照面文字与{chinese}一致。", $"The text of the pages is that of the {english}."),
            (_, true) => new Check(
                name, CheckResult.Noted, $"签名部分的照面文字与{chinese}一致；其后追加或改动的内容未比对，阅读器显示的可能不同。",
                $"The pages of the part that was signed have the text of the {english}; what was added or altered after it was not compared, and a viewer may show that."),
            _ => new Check(
                name, CheckResult.Noted, $"照面所写文字与{chinese}一致：被改动的不是文字，而是文件的其他部分（如字体、图形、附件），页面看起来可能不同。",
                $"The text written in the pages is that of the {english}: what was altered is another part of the file, such as a font, a drawing or an attachment, and the pages may look otherwise."),
        };
    }
}
