using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Api.Verification;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>open FILE…</c>: a department opens what another province sealed to its encryption certificate, and believes it only where it is proven. Exit 0 opened, and verified
/// where that was asked; 1 not sealed to the key, changed, or not to be believed; 2 cannot tell; 64 wrong usage.
/// </summary>
internal static class OpenCommand
{
    private static readonly Argument<FileInfo[]> Envelopes = new("FILE") { Description = "Envelopes, DER: an answer, or a file's parts in their order", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<FileInfo> Key = new("--key") { Description = "The SM2 private key of the encryption certificate, PEM", Required = true };
    private static readonly Option<string?> Passphrase = new("--passphrase") { Description = "Of an encrypted key: a file for its owner only, credential:NAME of systemd, or - for standard input" };
    private static readonly Option<FileInfo?> Output = new("--out") { Description = "Where to write what the envelopes hold, one behind the other" };
    private static readonly Option<string?> Sm3Hash = new("--sm3") { Description = "SM3 that it must have, 64 hexadecimal characters: of a material's file, by the verified answer" };
    private static readonly Option<string?> Licence = new("--licence") { Description = "Verify it as the answer to a question for this licence: type code or identifier" };
    private static readonly Option<string?> Material = new("--material") { Description = "Verify it as the answer to a question for this material: type code or identifier" };
    private static readonly Option<string?> Log = new("--log") { Description = "Origin of the log of the province that was asked, with --licence or --material" };
    private static readonly Option<FileSystemInfo> Trust = TrustCommand.Source("Trust bundle, or folder with policy.json: roots, log keys");

    public static Command Create()
    {
        Command command = new("open", "Open and verify what another province sealed to a department / 打开并核验外省密封的应答") { Envelopes, Key, Passphrase, Output, Sm3Hash, Licence, Material, Log, Trust };
        command.Validators.Add(line =>
        {
            bool verifies = line.GetValue(Licence) is not null || line.GetValue(Material) is not null;
            if ((line.GetValue(Licence) is not null && line.GetValue(Material) is not null) || verifies != line.GetValue(Log) is not null || (!verifies && line.GetValue(Output) is null))
            {
                line.AddError("open takes --licence or --material with --log, or --out.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult line)
    {
        byte[] content;
        try
        {
            using SigningKey key = Load(line);
            content = [.. line.GetRequiredValue(Envelopes).SelectMany(file => OpenOne(file, key))];
            if (line.GetValue(Sm3Hash) is string wanted && Digest.FromHex(wanted) != Sm3.Hash(content))
            {
                return Terminal.End("What the envelopes hold has another SM3.", ExitCode.DoesNotHold);
            }

            if (line.GetValue(Log) is string origin)
            {
                line.InvocationConfiguration.Output.WriteLine(Verified(line, origin, content));
            }

            if (line.GetValue(Output) is FileInfo output)
            {
                File.WriteAllBytes(output.FullName, content);
            }

            return ExitCode.Done;
        }
        catch (NeighbourException e)
        {
            return Terminal.End(e.Message, e.IsLie ? ExitCode.DoesNotHold : ExitCode.CannotTell);
        }
        catch (LedgerException e)
        {
            return Terminal.End($"{e.Chinese} {e.English}", ExitCode.DoesNotHold);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }
    }

    private static SigningKey Load(ParseResult line)
    {
        using KeyPassphrase? passphrase = line.GetValue(Passphrase) is string source ? KeyPassphraseSource.Open(source, Environment.CurrentDirectory) : null;
        return SigningKeyFile.Load(line.GetRequiredValue(Key).FullName, passphrase);
    }

    private static byte[] OpenOne(FileInfo file, SigningKey key) =>
        key is Sm2PrivateKey sm2 && Envelope.Parse(File.ReadAllBytes(file.FullName)).TryOpen(sm2) is byte[] content
            ? content
            : throw new NeighbourException($"{file.Name} is not sealed to this key, or was changed.", isLie: true);

    /// <summary>What is proven of an answer, as JSON.</summary>
    private static string Verified(ParseResult line, string origin, byte[] answer)
    {
        ExchangeVerifier verifier = new(TrustSource.Load(line.GetRequiredValue(Trust).FullName), TimeProvider.System);
        BasisClaim basis = new(UseBasis.Unspecified); // of what was asked, type and identifier alone are compared
        if (line.GetValue(Material) is string material)
        {
            ExchangedMaterial taken = verifier.Material(origin, new MaterialUseRequest(Holder: null, material, Fields: null, null!, basis), answer);
            return JsonSerializer.Serialize(
                new
                {
                    taken.Use,
                    taken.Index,
                    Material = taken.Identifier.ToString(),
                    taken.AsOf,
                    taken.Name,
                    taken.MediaType,
                    taken.Length,
                    Sm3 = taken.Sm3.ToHex(),
                    Sha256 = taken.Sha256.ToHex(),
                    taken.Fields,
                    AnswerSm3 = taken.AnswerSm3.ToHex(),
                },
                CommandJson.Options);
        }

        ExchangedLicence use = verifier.Licence(origin, new UseRequest(Holder: null, line.GetValue(Licence)!, Fields: null, null!, basis), answer);
        Dictionary<string, string> fields = use.Document.Fields.ToDictionary(field => field.Name, field => field.Value);
        return JsonSerializer.Serialize(
            new { use.Use, use.Index, Licence = use.Document.Statement.Identifier, use.Verdict.AsOf, Fields = fields, AnswerSm3 = use.AnswerSm3.ToHex() }, CommandJson.Options);
    }
}
