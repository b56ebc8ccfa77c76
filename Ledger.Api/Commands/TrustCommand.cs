using System.CommandLine;
using System.Text.Json;
using Ledger.Api.Hosting;
using Ledger.Api.Verification;
using Ledger.Api.Verification.Offline;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>trust export</c>, <c>trust show</c>, <c>trust page</c>: a trust folder as one file, its digest, and the page that verifies with it
/// and without a network. Exit 0 done, 64 wrong usage.
/// </summary>
internal static class TrustCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print what was written as JSON" };

    public static Command Create() => new("trust", "Trust bundles, and the page that verifies offline / 信任文件与离线核验页")
    {
        Writing("export", "Write a trust folder as one file and print its digest / 导出信任文件", "bundle.json", bundle => bundle.ToBytes()),
        Writing("page", "Write the page that verifies offline, with this trust built in / 生成离线核验页", "verify.html", OfflinePage.Write),
        Showing(),
    };

    /// <summary>The option that names what a verifier trusts; the demonstration's folder where it is left out.</summary>
    public static Option<FileSystemInfo> Source(string description) => new("--trust")
    {
        Description = description,
        DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(ProgramFolder.Root, "data", "trust")),
    };

    private static Command Writing(string name, string description, string usualName, Func<TrustBundle, byte[]> write)
    {
        Option<FileSystemInfo> trust = Source("Trust folder, or a bundle made before");
        Option<FileInfo> output = new("--out") { Description = "Where to write", DefaultValueFactory = _ => new FileInfo(usualName) };
        Command command = new(name, description) { trust, output, Json };
        command.SetAction(line => Run(line, line.GetRequiredValue(trust), bundle =>
        {
            string path = line.GetRequiredValue(output).FullName;
            File.WriteAllBytes(path, write(bundle));
            return path;
        }));
        return command;
    }

    private static Command Showing()
    {
        Option<FileSystemInfo> trust = Source("Trust folder or trust bundle");
        Command command = new("show", "Print the digest of a trust folder or bundle, to compare by telephone / 显示信任文件摘要") { trust, Json };
        command.SetAction(line => Run(line, line.GetRequiredValue(trust), _ => null));
        return command;
    }

    private static int Run(ParseResult line, FileSystemInfo trust, Func<TrustBundle, string?> write)
    {
        TrustBundle bundle;
        string? path;
        try
        {
            bundle = new TrustBundle(TrustSource.Load(trust.FullName));
            path = write(bundle);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }

        string[] logs = [.. bundle.Policy.Logs.Select(log => log.Origin)];
        Terminal.Print(line.GetValue(Json)
            ? JsonSerializer.Serialize(new { Digest = bundle.Digest.ToHex(), Logs = logs, File = path }, CommandJson.Options)
            : $"{(path is null ? "" : $"{path}\n")}SM3 {bundle.SpokenDigest}\n{string.Join('\n', logs)}");
        return ExitCode.Done;
    }
}
