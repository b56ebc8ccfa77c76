using System.CommandLine;
using System.Text.Json;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Commands;

/// <summary><c>verify FILE</c>: one verdict on one file, by now or by an earlier moment. Exit 0 valid, 1 not valid, 2 cannot tell, 64 wrong usage.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Argument<FileInfo> file = new("FILE") { Description = "The licence's PDF or OFD" };
        Option<FileSystemInfo> trust = TrustCommand.Source("Trust bundle, or folder with policy.json: roots, log keys, contract");
        Option<bool> offline = new("--offline") { Description = "Ask nobody: judge by the file, what --trust names and the clock" };
        Option<string?> at = PastMoment.Option();
        Option<bool> json = new("--json") { Description = "Print the verdict as JSON" };
        Command command = new("verify", "Verify a licence from its file / 核验证照文件") { file, trust, offline, at, json };
        command.SetAction((line, cancel) => RunAsync(
            line.GetRequiredValue(file), line.GetRequiredValue(trust), line.GetValue(offline), line.GetValue(at), line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, FileSystemInfo trust, bool offline, string? at, bool json, CancellationToken cancel)
    {
        byte[] bytes;
        TrustPolicy policy;
        DateTimeOffset? moment;
        try
        {
            moment = PastMoment.Parse(at);
            policy = TrustSource.Load(trust.FullName);
            bytes = await File.ReadAllBytesAsync(file.FullName, cancel);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }

        using TrustedVerifier verifier = new(policy, TimeProvider.System);
        Verdict verdict = await verifier.VerifyAsync(bytes, offline, moment, cancel);
        Terminal.Print(json ? JsonOf(verdict) : VerdictPrinter.Print(verdict));
        return verdict.Conclusion switch
        {
            Conclusion.Valid => ExitCode.Done,
            Conclusion.NotValid => ExitCode.DoesNotHold,
            _ => ExitCode.CannotTell,
        };
    }

    private static string JsonOf(Verdict verdict) => JsonSerializer.Serialize(VerdictResponse.Of(verdict), CommandJson.Options);
}
