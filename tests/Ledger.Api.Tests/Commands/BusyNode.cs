using Ledger.Api.Demo;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Tests.Commands;

/// <summary>A node with some licences, one of them revoked, and a copy of its log as files.</summary>
public sealed class BusyNode : IAsyncLifetime, IDisposable
{
    public const int Licences = 140; // two leaves each: a full tile and a partial one

    private readonly TestNode _node = new();
    private readonly TemporaryFolder _folder = new();

    public string Origin => Log.Origin;

    public string Ed25519 => Log.Ed25519.ToString();

    public string Sm2 => Log.Sm2.ToString();

    public string Address => _node.Address.ToString();

    public string LogAddress => new Uri(_node.Address, "/log").ToString();

    public string TrustFolderPath => _node.TrustFolderPath;

    public long Size => _node.LogSize;

    /// <summary>Handle and map key of a licence that is in force, and of the revoked one.</summary>
    public (string Handle, string MapKey) Valid { get; private set; }

    public (string Handle, string MapKey) Revoked { get; private set; }

    internal TestNode Node => _node;

    private Crypto.Verification.TrustedLog Log => _node.Policy.Logs[0];

    public async Task InitializeAsync()
    {
        await _node.InitializeAsync();
        List<string> identifiers = [];
        for (int i = 0; i < Licences; i++)
        {
            identifiers.Add((await _node.Department.IssueAsync())["identifier"]);
        }

        Answer revoked = await _node.Department.PostJsonAsync(
            $"{Calls.Licences}/{identifiers[0]}/revocation",
            new System.Text.Json.Nodes.JsonObject { ["reason"] = "penalty", ["legalBasis"] = "《中华人民共和国行政处罚法》第九条", ["operator"] = "clerk-1" },
            Calls.NewKey());
        Assert.True(revoked.Status == System.Net.HttpStatusCode.OK, revoked.Text);
        Revoked = NamesOf(identifiers[0]);
        Valid = NamesOf(identifiers[1]);
    }

    public async Task DisposeAsync() => await ((IAsyncLifetime)_node).DisposeAsync();

    public void Dispose()
    {
        _node.Dispose();
        _folder.Dispose();
    }

    /// <summary>The answer to a request, as bytes.</summary>
    public async Task<byte[]> ReadAsync(string path) => await _node.Anyone.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    /// <summary>Writes the log to a fresh folder as tlog-tiles has it, as a mirror would.</summary>
    public async Task<string> CopyAsync()
    {
        string copy = Path.Combine(_folder.Path, Guid.NewGuid().ToString());
        List<string> paths = ["checkpoint", "sm3/checkpoint"];
        for (long start = 0; start < Size; start += TilePath.Width)
        {
            int width = (int)long.Min(TilePath.Width, Size - start);
            long index = start / TilePath.Width;
            paths.AddRange([TilePath.Entries(index, width), TilePath.Tile(0, index, width), "sm3/" + TilePath.Tile(0, index, width)]);
        }

        int above = (int)(Size / TilePath.Width);
        paths.AddRange([TilePath.Tile(1, 0, above), "sm3/" + TilePath.Tile(1, 0, above)]);
        foreach (string path in paths)
        {
            string file = Path.Combine(copy, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, await ReadAsync("/log/" + path));
        }

        return copy;
    }

    private (string Handle, string MapKey) NamesOf(string identifier)
    {
        Ledger.Node.Licences.Licence licence = _node.Node.Licences.Open(DemoWorld.IssuingAuthority, identifier).Licence;
        return (Convert.ToHexStringLower(licence.Handle.Span), _node.Node.Licences.MapKeyOf(licence).ToHex());
    }
}

/// <summary>Tests that ask one busy node; none of them writes to it.</summary>
[CollectionDefinition(Name)]
public sealed class BusyNodeTests : ICollectionFixture<BusyNode>
{
    public const string Name = "busy node";
}
