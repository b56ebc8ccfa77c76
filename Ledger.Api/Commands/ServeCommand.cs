using System.CommandLine;
using Ledger.Api.Hosting;
using Ledger.Api.Problems;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Microsoft.AspNetCore.Connections;

namespace Ledger.Api.Commands;

/// <summary><c>serve</c>: runs one province's node until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Option<DirectoryInfo> data = new("--data") { Description = "The node's folder, with node.json in it", Required = true };
        Option<bool> check = new("--check-config") { Description = "Say what is not safe about the settings, and do nothing else / 只检查配置" };
        Command command = new("serve", "Run one province's node / 运行一个省级节点") { data, check };
        command.SetAction((line, cancel) =>
            line.GetValue(check) ? Task.FromResult(Check(line.GetRequiredValue(data).FullName)) : RunAsync(line.GetRequiredValue(data).FullName, cancel));
        return command;
    }

    private static int Check(string folder)
    {
        IReadOnlyList<ConfigurationFinding> findings = FindingsOf(folder);
        foreach (ConfigurationFinding finding in findings)
        {
            Terminal.Print(finding.Line);
        }

        if (findings.Count == 0)
        {
            Terminal.Print("✔ Nothing unsafe was found. / 未发现不安全的配置。");
        }

        return findings.Any(finding => finding.IsError) ? ExitCode.Refused : ExitCode.Done;
    }

    private static IReadOnlyList<ConfigurationFinding> FindingsOf(string folder) =>
        ConfigurationCheck.Of(folder, Environment.GetEnvironmentVariables().Keys.OfType<string>());

    private static async Task<int> RunAsync(string folder, CancellationToken cancel)
    {
        IReadOnlyList<ConfigurationFinding> findings = FindingsOf(folder);
        if (findings.Count > 0)
        {
            Terminal.Say(string.Join('\n', findings.Select(finding => finding.Line)));
        }

        if (findings.Any(finding => finding.IsError))
        {
            return ExitCode.Refused;
        }

        try
        {
            NodeOptions options = NodeOptions.Load(folder);
            using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddDiscreetConsole(json: false));
            await using ProvinceNode node = await ProvinceNode.OpenAsync(options, TimeProvider.System, loggers, cancel);
            return await ServeAsync(node, cancel);
        }
        catch (Exception e) when (StartFailure.Of(e) is StartFailure failure)
        {
            return Terminal.End(failure.Sentence, failure.ExitCode);
        }
    }

    private static async Task<int> ServeAsync(ProvinceNode node, CancellationToken cancel)
    {
        await using WebApplication app = NodeHost.Build(node, TimeProvider.System);
        if (node.Ledger.State.Mode != WriterMode.Writing)
        {
            Terminal.Say($"Read-only / 只读: {node.Ledger.State.Chinese} {node.Ledger.State.English}");
        }

        await StartAsync(app, node.Options.Listen, cancel);
        SayUnencrypted(node.Options.KeyFolder);
        Terminal.Say($"SM2: {Sm2Verification.Path}; signed by {Sm2Signing.Path}; SM3: {Sm3Batch.Path}; SM4: {Sm4Encryption.Path}");
        Terminal.Print($"{node.Options.Origin} listens on {node.Options.Listen}");
        IHostApplicationLifetime lifetime = app.Lifetime;
        _ = node.Ledger.Stopped.ContinueWith(
            _ => lifetime.StopApplication(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await app.WaitForShutdownAsync(cancel);
        BackgroundService?[] workers = [node.AnchorWorker, node.Witnessing.Feeder, node.Mirrors.Follower];
        if (workers.Select(worker => worker?.ExecuteTask?.Exception?.GetBaseException()).OfType<StoreException>().FirstOrDefault() is { } failure)
        {
            return Terminal.End(failure.Message, ExitCode.WriterStopped);
        }

        WriterState state = node.Ledger.State;
        return state.Mode switch
        {
            WriterMode.Poisoned => Terminal.End($"{state.Chinese} {state.English}", ExitCode.WriterStopped),
            WriterMode.Quarantined => Terminal.End($"{state.Chinese} {state.English}", ExitCode.Refused),
            _ => ExitCode.Done,
        };
    }

    private static void SayUnencrypted(string keyFolder)
    {
        if (KeyFolder.CountUnencrypted(keyFolder) is int count and > 0)
        {
            Terminal.Say(
                $"{EnglishCount.Of(count, "file with a private key is", "files with private keys are")} not encrypted; `ledger keys encrypt` does that. / {count} 个私钥文件未加密，可用 `ledger keys encrypt` 加密。");
        }
    }

    private static async Task StartAsync(WebApplication app, Uri listen, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new IOException($"{listen} is in use by another program; set another port under \"listen\" in node.json. / 端口已被占用。", e);
        }
    }
}
