using System.CommandLine;
using Ledger.Api.Problems;
using Ledger.Crypto.Signing;
using Ledger.Node;

namespace Ledger.Api.Commands;

/// <summary><c>keys encrypt DIR --passphrase SOURCE</c>: encrypts the private keys of a folder in place.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("DIR") { Description = "A key folder, or one above: every file with a secret below it" };
        Option<string> source = new("--passphrase")
        {
            Description = "Where the passphrase comes from: a file for its owner only, credential:NAME of systemd, or - for standard input",
            Required = true,
        };
        Command encrypt = new("encrypt", "Encrypt private keys in place / 就地加密私钥文件") { folder, source };
        encrypt.SetAction(line => Encrypt(line.GetRequiredValue(folder).FullName, line.GetRequiredValue(source)));
        return new Command("keys", "Private keys / 私钥") { encrypt, KeyRequestCommand.Create() };
    }

    private static int Encrypt(string folder, string source)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return Terminal.End($"{folder} does not exist. / 目录不存在。", ExitCode.WrongUsage);
            }

            if (KeyPassphraseSource.Problem(source) is string problem)
            {
                return Terminal.End(problem, ExitCode.WrongUsage);
            }

            using KeyPassphrase passphrase = KeyPassphraseSource.Open(source, Environment.CurrentDirectory);
            (int done, int before) = KeyFolder.Encrypt(folder, passphrase);
            Terminal.Print($"✔ {EnglishCount.Of(done, "file")} encrypted, {before} before that. / 已加密 {done} 个，原已加密 {before} 个。");
            return ExitCode.Done;
        }
        catch (Exception e) when (StartFailure.Of(e) is StartFailure failure)
        {
            return Terminal.End(failure.Sentence, failure.ExitCode);
        }
    }
}
