namespace Ledger.Api.Demo;

/// <summary>An authority of the demonstration.</summary>
/// <param name="Province">Division code of the province, for example <c>310000</c>.</param>
/// <param name="Name">Its name, which says 演示.</param>
/// <param name="Code">Unified social credit code.</param>
internal sealed record DemoAuthority(string Province, string Name, string Code);
