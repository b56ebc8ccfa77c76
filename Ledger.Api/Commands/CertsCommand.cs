using System.CommandLine;
using Ledger.Api.Demo;

namespace Ledger.Api.Commands;

/// <summary><c>certs DIR</c>: writes a demonstration's certificates, keys and seals for all four provinces.</summary>
internal static class CertsCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("DIR") { Description = "Where to write; must be empty or absent" };
        Command command = new("certs", "Write a demonstration's certificates, keys and seals / 生成演示证书、密钥与印章") { folder };
        command.SetAction(line => Run(line.GetRequiredValue(folder)));
        return command;
    }

    private static int Run(DirectoryInfo folder)
    {
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
        {
            Console.Error.WriteLine($"{folder.FullName} is not empty; keys are never overwritten.");
            return ExitCode.WrongUsage;
        }

        using DemoPki pki = DemoPki.Create(Path.Combine(folder.FullName, "pki"), TimeProvider.System.GetUtcNow());
        foreach (DemoProvince province in DemoWorld.Provinces)
        {
            string keys = Path.Combine(folder.FullName, province.Folder, "keys");
            pki.WriteNodeKeys(keys, province.Origin, province.Operator);
            foreach (DemoAuthority authority in DemoWorld.Authorities.Where(authority => authority.Province == province.Division))
            {
                pki.WriteAuthorityKeys(keys, authority);
            }
        }

        Console.WriteLine($"Certificates, keys and seals are under {folder.FullName}. None of them is real.");
        return ExitCode.Done;
    }
}
