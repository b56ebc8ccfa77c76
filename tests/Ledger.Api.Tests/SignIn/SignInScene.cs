namespace Ledger.Api.Tests.SignIn;

/// <summary>A node at which people sign in by a provider under the test's hand, on a clock under its hand.</summary>
public sealed class SignInScene : IAsyncLifetime, IDisposable
{
    private readonly TestClock _clock = new() { Now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()) };

    public TestNode Node { get; private set; } = null!;

    internal TestProvider Provider { get; private set; } = null!;

    internal TestProvider OtherProvider { get; private set; } = null!;

    internal TestClock Clock => _clock;

    public async Task InitializeAsync()
    {
        (Provider, OtherProvider) = (await TestProvider.StartAsync(), await TestProvider.StartAsync());
        Node = new TestNode { Time = _clock, Adjust = options => OtherProvider.Into(Provider.Into(options), "others") };
        await Node.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Node.DisposeAsync();
        await Provider.DisposeAsync();
        await OtherProvider.DisposeAsync();
    }

    public void Dispose() => Node.Dispose();

    internal TestVisitor Visitor() => new(Node, Provider);
}
