namespace Ledger.Api.Tests.Verification;

/// <summary>A province whose node has revocation lists of its roots.</summary>
public sealed class ListedProvince : IAsyncLifetime, IDisposable
{
    internal Province Province { get; } = new() { HasLists = true };

    public Task InitializeAsync() => Province.InitializeAsync();

    public Task DisposeAsync() => Province.DisposeAsync();

    public void Dispose() => Province.Dispose();
}
