using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ledger.Api.Demo;
using Ledger.Node;
using Ledger.Node.Importing;

namespace Ledger.Api.Bench;

/// <summary>What a node needs to be measured: fresh keys of the first province and of the authority that issues, and department systems of that authority.</summary>
internal static class BenchSettings
{
    private static readonly DemoProvince Province = DemoWorld.Provinces[0];

    /// <summary>Writes the keys and settles on a free port of this machine.</summary>
    /// <param name="folder">The node's.</param>
    /// <param name="pki">Signs the certificates.</param>
    /// <param name="key">The first department system's bearer key, from which those of the others follow.</param>
    /// <param name="systems">How many department systems.</param>
    public static NodeOptions Prepare(string folder, DemoPki pki, string key, int systems = 1)
    {
        string keys = Path.Combine(folder, "keys");
        pki.WriteNodeKeys(keys, Province.Origin, Province.Operator);
        pki.WriteAuthorityKeys(keys, DemoWorld.Authorities[0]);
        Uri address = new($"http://127.0.0.1:{FreePort()}");
        return new NodeOptions
        {
            Folder = folder,
            Origin = Province.Origin,
            Province = Province.Name,
            Division = Province.Division,
            Listen = address,
            PublicAddress = address,
            ImportRowsAlone = (int)ImportLimits.Rows,
            Systems = [.. Enumerable.Range(0, systems).Select(system => new DepartmentSystem
            {
                Name = $"bench-{system}",
                Authority = DemoWorld.IssuingAuthority,
                KeySha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(key, system)))),
            })],
        };
    }

    /// <summary>The bearer key of a department system, from 0 on, by that of the first.</summary>
    public static string KeyOf(string first, int system) => system == 0 ? first : $"{first}-{system}";

    /// <summary>A bearer key for a department system.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static int FreePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
