using System.Net;
using System.Net.Sockets;
using Ledger.Api.Demo;

namespace Ledger.Api.Tests.Demo;

public sealed class KeyDrillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_stolen_key_condemns_what_came_after_the_index_and_nothing_before()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await using KeyDrill drill = new(_folder.Path, port);
        IReadOnlyList<DemoStep> steps = await drill.RunAsync(CancellationToken.None);
        Assert.All(steps, step => Assert.True(step.Held, $"{step.Name}: {step.Detail}"));
        Assert.Equal(13, steps.Count);
    }

    public void Dispose() => _folder.Dispose();
}
