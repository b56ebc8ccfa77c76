using System.CommandLine;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Node;

namespace Ledger.Api.Commands;

/// <summary><c>keys request DIR NAME</c>: prints a certification request (PKCS#10) for a key of a folder, in a file or in a module.</summary>
internal static class KeyRequestCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("DIR") { Description = "Folder of the key" };
    private static readonly Argument<string> Name = new("NAME") { Description = "The key's file without its ending: signing for signing.key or signing.p11" };
    private static readonly Option<string> Organisation = new("--organisation") { Description = "Name of the authority", Required = true };
    private static readonly Option<string> Code = new("--code") { Description = "Its unified social credit code", Required = true };
    private static readonly Option<string> CommonName = new("--common-name") { Description = "What the key is for", Required = true };
    private static readonly Option<string> Passphrase = new("--passphrase") { Description = "Of encrypted files, as for encrypt" };

    public static Command Create()
    {
        Command command = new("request", "Print a certification request for a key / 生成证书申请") { Folder, Name, Organisation, Code, CommonName, Passphrase };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult line)
    {
        try
        {
            string? source = line.GetValue(Passphrase);
            using KeyPassphrase? passphrase = source is null ? null : KeyPassphraseSource.Open(source, Environment.CurrentDirectory);
            using SigningKey key = KeyFile.Load(line.GetRequiredValue(Folder).FullName, line.GetRequiredValue(Name), passphrase);
            CertificateSubject subject = new(line.GetRequiredValue(Organisation), line.GetRequiredValue(Code), line.GetRequiredValue(CommonName));
            line.InvocationConfiguration.Output.Write(CertificationRequest.Create(key, subject).ToPem());
            return ExitCode.Done;
        }
        catch (ArgumentException e)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }
        catch (Exception e) when (StartFailure.Of(e) is StartFailure failure)
        {
            return Terminal.End(failure.Sentence, failure.ExitCode);
        }
    }
}
