using System.CommandLine;
using System.Text.Json;
using Ledger.Api.Verification;
using Ledger.Api.Verification.Receipts;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Commands;

/// <summary><c>receipt FILE</c>: checks a verification receipt, JSON or PDF, or a use receipt. Exit 0 it holds, 1 it does not, 2 cannot tell, 64 wrong usage.</summary>
internal static class ReceiptCommand
{
    public static Command Create()
    {
        Argument<FileInfo> receipt = new("FILE") { Description = "The receipt: of a verification, JSON or PDF, or of a use (use-receipt/v1)" };
        Option<FileInfo?> of = new("--of") { Description = "The file that it is to be of; compared by SHA-256 and SM3. For a use: the answer, opened" };
        Option<FileSystemInfo> trust = TrustCommand.Source("Trust bundle, or folder with policy.json: roots");
        Option<bool> json = new("--json") { Description = "Print what was checked as JSON" };
        Command command = new("receipt", "Check a receipt of a verification or a use / 核对核验回执、用证回执") { receipt, of, trust, json };
        command.SetAction(line => Run(line.GetRequiredValue(receipt), line.GetValue(of), line.GetRequiredValue(trust), line.GetValue(json)));
        return command;
    }

    private static int Run(FileInfo file, FileInfo? of, FileSystemInfo trust, bool json)
    {
        byte[] bytes;
        byte[]? compared;
        TrustPolicy policy;
        try
        {
            policy = TrustSource.Load(trust.FullName);
            bytes = File.ReadAllBytes(file.FullName);
            compared = of is null ? null : File.ReadAllBytes(of.FullName);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }

        (IReadOnlyList<Check> checks, IEnumerable<string> stated) = UseReceipt.LooksLike(bytes) ? OfUse(bytes, compared, policy) : OfVerification(bytes, compared, policy);
        Terminal.Print(json ? JsonSerializer.Serialize(checks.Select(CheckResponse.Of), CommandJson.Options) : Text(checks, stated));
        return checks.Any(check => check.Result == CheckResult.Failed) ? ExitCode.DoesNotHold
            : checks.Any(check => check.Result == CheckResult.Unknown) ? ExitCode.CannotTell
            : ExitCode.Done;
    }

    private static (IReadOnlyList<Check> Checks, IEnumerable<string> Stated) OfUse(byte[] bytes, byte[]? compared, TrustPolicy policy)
    {
        ReadOnlyMemory<byte>? answer = compared is null ? null : (ReadOnlyMemory<byte>?)compared;
        IReadOnlyList<Check> checks = UseReceipt.Verify(bytes, answer, policy, out UseReceipt? receipt);
        return (checks, receipt is null ? [] :
        [
            $"  {receipt.Node} 为 {receipt.Authority} 打开了 {receipt.Log} 序号 {receipt.Index} 的用证所给内容。",
            $"  {receipt.Node} opened, for {receipt.Authority}, what {receipt.Log} gave for the use at index {receipt.Index}.",
            $"  {BeijingTime.TextOf(receipt.Time)}  {receipt.Use}  SM3 {receipt.AnswerSm3.ToHex()}",
            "",
        ]);
    }

    private static (IReadOnlyList<Check> Checks, IEnumerable<string> Stated) OfVerification(byte[] bytes, byte[]? compared, TrustPolicy policy)
    {
        IReadOnlyList<Check> checks = ReceiptFileChecks.Make(bytes, compared, policy, out VerificationReceipt? receipt);
        return (checks, receipt is null ? [] :
        [
            $"{VerdictText.Icon(receipt.Conclusion)} {VerdictText.Word(receipt.Conclusion, english: false)} / {VerdictText.Word(receipt.Conclusion, english: true)}",
            $"  {receipt.Chinese}",
            $"  {receipt.English}",
            $"  {receipt.LicenceName}  {receipt.Identifier}",
            $"  {receipt.Node}  {BeijingTime.TextOf(receipt.Time)}  {receipt.Serial}",
            "",
        ]);
    }

    private static string Text(IReadOnlyList<Check> checks, IEnumerable<string> stated) =>
        string.Join(Environment.NewLine, [.. stated, .. checks.SelectMany(check => new[]
        {
            $"  {VerdictText.Word(check.Result, english: false)} {check.Name}", $"      {check.Chinese}", $"      {check.English}",
        })]);
}
