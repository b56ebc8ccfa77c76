namespace Ledger.Api.Demo;

/// <summary>A province of the demonstration.</summary>
/// <param name="Folder">Name of its folder.</param>
/// <param name="Division">Division code.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="Origin">Origin of its log.</param>
/// <param name="Operator">Who runs its node.</param>
internal sealed record DemoProvince(string Folder, string Division, string Name, string Origin, string Operator);
