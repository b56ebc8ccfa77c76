namespace Ledger.Api.Tests.Security;

/// <summary>A node behind a proxy that says who calls, with one licence.</summary>
public sealed class RatedNode : IAsyncLifetime, IDisposable
{
    /// <summary>In which the proxy says it.</summary>
    public const string Header = "X-Forwarded-For";

    private readonly TestNode _node = new() { Adjust = options => options with { ClientAddressHeader = Header } };

    /// <summary>Of the licence.</summary>
    public string Identifier { get; private set; } = "";

    /// <summary>Printed on it.</summary>
    public string Code { get; private set; } = "";

    public HttpClient Anyone => _node.Anyone;

    public HttpClient Department => _node.Department;

    public async Task InitializeAsync()
    {
        await _node.InitializeAsync();
        Answer issued = await _node.Department.IssueAsync();
        (Identifier, Code) = (issued["identifier"], issued["checkCode"]);
    }

    public Task DisposeAsync() => _node.DisposeAsync();

    public void Dispose() => _node.Dispose();
}
