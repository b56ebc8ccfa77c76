using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Commands;

/// <summary><c>verify FILE</c>: one verdict on one file, by now or by an earlier moment. Exit 0 valid, 1 not valid, 2 cannot tell, 64 wrong usage.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Argument<FileInfo?> file = new("FILE")
        {
            Description = "The licence's PDF or OFD; also another system's PDF, OFD, seal or seal signature, which are explained",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> qr = new("--qr") { Description = "Instead of a file: the text of a presentation's code as a scanner gives it, or - for standard input" };
        Option<FileSystemInfo> trust = TrustCommand.Source("Trust bundle, or folder with policy.json: roots, log keys, contract");
        Option<FileInfo?> document = new("--document") { Description = "Where FILE is a bare seal signature: the document that was sealed" };
        Option<bool> offline = new("--offline") { Description = "Ask nobody: judge by the file, what --trust names and the clock" };
        Option<string?> at = PastMoment.Option();
        Option<string?> recipient = new("--recipient") { Description = "Of a copy for one use: who uses it, name or unified social credit code" };
        Option<string?> purpose = new("--purpose") { Description = "Of a copy for one use: what for, in the words of the copy" };
        Option<bool> json = new("--json") { Description = "Print the verdict as JSON" };
        Option<FileInfo?> receipt = new("--receipt") { Description = "Write a signed receipt of the verdict to this file: JSON, or PDF where it ends in .pdf" };
        Option<DirectoryInfo?> keys = new("--receipt-keys") { Description = "The verifier's key folder with receipt-p256 and receipt-sm2, for --receipt" };
        Option<string?> passphrase = new("--passphrase") { Description = "Of encrypted receipt keys: a file for its owner only, credential:NAME of systemd, or - for standard input" };
        Command command = new("verify", "Verify a licence from its file / 核验证照文件") { file, qr, document, trust, offline, at, recipient, purpose, json, receipt, keys, passphrase };
        command.Validators.Add(line =>
        {
            if (line.GetValue(file) is null == line.GetValue(qr) is null)
            {
                line.AddError("verify takes a FILE or --qr TEXT.");
            }
        });
        command.SetAction((line, cancel) => line.GetValue(qr) is string text
            ? PresentationCheck.RunAsync(
                text, line.GetRequiredValue(trust).FullName, line.GetValue(offline), line.GetValue(recipient), line.GetValue(json), cancel)
            : RunAsync(
                line.GetValue(file)!, line.GetValue(document), line.GetRequiredValue(trust), line.GetValue(offline), line.GetValue(at),
                new StatedUse(line.GetValue(recipient), line.GetValue(purpose)), line.GetValue(json),
                line.GetValue(receipt) is FileInfo target ? new ReceiptOrder(target, line.GetValue(keys), line.GetValue(passphrase)) : null, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo file, FileInfo? document, FileSystemInfo trust, bool offline, string? at, StatedUse use, bool json, ReceiptOrder? receipt, CancellationToken cancel)
    {
        byte[] bytes;
        ReadOnlyMemory<byte>? covered;
        TrustPolicy policy;
        DateTimeOffset? moment;
        try
        {
            moment = PastMoment.Parse(at);
            policy = TrustSource.Load(trust.FullName);
            bytes = await File.ReadAllBytesAsync(file.FullName, cancel);
            covered = document is null ? null : (ReadOnlyMemory<byte>?)await File.ReadAllBytesAsync(document.FullName, cancel);
            receipt?.Check();
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }

        // A person's own machine reads the person's own file: no other process, and nobody else's service to protect.
        using TrustedVerifier verifier = new(policy, TimeProvider.System);
        Verdict verdict = covered is not null && verifier.VerifySeal(bytes, covered) is Verdict ofSeal
            ? ofSeal
            : await verifier.VerifyAsync(bytes, offline, moment, use, cancel);
        try
        {
            receipt?.Write(verdict, bytes, policy);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }

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
