using Ledger.Api.Commands;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;

namespace Ledger.Api.Tests.Commands;

public sealed class DoctorCommandTests
{
    private const string Origin = "ledger.example/sh";

    [Fact]
    public async Task The_machine_alone_is_well() => Assert.Equal(ExitCode.Done, (await RunAsync()).ExitCode);

    [Fact]
    public async Task A_node_is_well_as_long_as_its_chain_is_the_one_meant()
    {
        using TestChain chain = await TestChain.StartAsync(Origin);
        Assert.Equal(ExitCode.Done, await LookAtAsync(chain.Options));
        Assert.Equal(ExitCode.DoesNotHold, await LookAtAsync(chain.Options with { ChainId = chain.Options.ChainId + 1 }));
        Assert.Equal(ExitCode.DoesNotHold, await LookAtAsync(chain.Options with { CodeHash = new string('2', 64) }));

        // One that is not there is not hidden by one that is.
        Assert.Equal(ExitCode.DoesNotHold, await LookAtAsync(chain.Options with { Nodes = [.. chain.Options.Nodes, .. TestChain.Nowhere.Nodes] }));
    }

    [Fact]
    public async Task A_folder_without_settings_cannot_be_looked_at()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(ExitCode.Unavailable, (await RunAsync("--data", folder.Path)).ExitCode);
    }

    private static async Task<int> LookAtAsync(AnchorOptions anchoring)
    {
        using Secp256k1Key key = Secp256k1Key.Generate();
        await using Crash.TestNode node = Crash.TestNode.Create(anchoring, key);
        return (await RunAsync("--data", node.Options.Folder)).ExitCode;
    }

    private static Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(DoctorCommand.Create(), arguments);
}
