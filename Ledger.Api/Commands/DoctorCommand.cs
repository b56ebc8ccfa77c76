using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ledger.Api.Bench;
using Ledger.Api.Hosting;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Anchoring;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>doctor</c>: what this machine computes with and how fast its disk is, and of a node's folder whether the settings are safe, strangers
/// believe its certificate, and each node of its chain is the one meant. Changes nothing. Exit 0 where nothing is wrong, 1 otherwise, 69 where there are no settings to read.
/// </summary>
internal static class DoctorCommand
{
    private static readonly Option<DirectoryInfo> Data = new("--data") { Description = "A node's folder, with node.json in it; without it only the machine is looked at" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the findings as JSON" };

    public static Command Create()
    {
        Command command = new("doctor", "Look at the machine, the settings and the chain / 检查机器、配置与链") { Data, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        List<DoctorFinding> findings;
        try
        {
            string? folder = line.GetValue(Data)?.FullName;
            NodeOptions? options = folder is null ? null : NodeOptions.Load(folder);
            findings = [.. MachineFindings(folder ?? Path.GetTempPath(), options)];
            if (options is not null)
            {
                findings.AddRange(ConfigurationCheck.Of(folder!, Environment.GetEnvironmentVariables().Keys.OfType<string>())
                    .Select(finding => new DoctorFinding("settings", !finding.IsError, finding.Line)));
                findings.Add(await PublicAddress.LookAsync(options.PublicAddress, cancel));
                findings.AddRange(await ChainFindingsAsync(options, cancel));
            }
        }
        catch (Exception e) when (StartFailure.Of(e) is StartFailure failure)
        {
            return Terminal.End(failure.Sentence, ExitCode.Unavailable);
        }

        Terminal.Print(line.GetValue(Json)
            ? JsonSerializer.Serialize(findings, CommandJson.Options)
            : string.Join(Environment.NewLine, findings.Select(finding => $"{(finding.IsWell ? "✔" : "✘")} {finding.About,-12} {finding.Text}")));
        return findings.All(finding => finding.IsWell) ? ExitCode.Done : ExitCode.DoesNotHold;
    }

    private static IEnumerable<DoctorFinding> MachineFindings(string folder, NodeOptions? options)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        yield return Well("machine", $"{machine.Cores} × {machine.Model}, load {machine.LoadAverage:F2}; {RuntimeInformation.FrameworkDescription}");
        yield return Well("disk", $"64 KiB written and synced: p50 {machine.SyncP50Milliseconds:F2} ms, p99 {machine.SyncP99Milliseconds:F2} ms ({folder})");
        yield return Well("sm2 verify", $"{Sm2Verification.Path}");
        Sm2Engine asked = options?.Signing.Engine ?? Sm2Engine.Lanes;
        string signer = Sm2Signing.IsSupported(asked) && asked == Sm2Engine.Lanes ? "lanes of AVX-512" : "OpenSSL";
        yield return Well("sm2 sign", $"{signer}{(options is null ? ", if node.json asks for lanes" : "")}");
        yield return Well("sm3", $"{Sm3Batch.Path}");
        yield return Well("sm4", $"{Sm4Encryption.Path}");
    }

    /// <summary>Each node of the chain by itself: a network of several would hide one that is another chain's.</summary>
    private static async Task<IReadOnlyList<DoctorFinding>> ChainFindingsAsync(NodeOptions options, CancellationToken cancel)
    {
        if (options.Anchoring is not AnchorOptions anchoring)
        {
            return [Well("chain", $"no chain is set: the log is not anchored")];
        }

        List<DoctorFinding> findings = [];
        foreach (AnchorNode node in anchoring.Nodes)
        {
            using AnchorReader reader = new(anchoring with { Nodes = [node] });
            try
            {
                long block = await reader.Network.FirstAsync((client, token) => client.BlockNumberAsync(token), cancel);
                AnchorHead head = await reader.HeadAsync(AnchorContract.OriginOf(options.Origin), cancel);
                findings.Add(Well(
                    "chain",
                    $"{node.Url.Authority}: chain {anchoring.ChainId}, block {block}, the contract is the one meant, {options.Origin} is anchored to {head.Size} leaves"));
            }
            catch (EvmException e)
            {
                findings.Add(new DoctorFinding("chain", IsWell: false, e.Message));
            }
        }

        return findings;
    }

    private static DoctorFinding Well(string about, FormattableString text) => new(about, IsWell: true, text.ToString(CultureInfo.InvariantCulture));
}
