namespace Ledger.Api.Demo;

/// <summary>A holder of the demonstration.</summary>
/// <param name="Name">An invented name.</param>
/// <param name="CodeType"><c>001</c> for an organisation, <c>111</c> for a person (GB/T 36903 Annex A).</param>
/// <param name="Code">A code that passes its checks and belongs to nobody.</param>
internal sealed record DemoHolder(string Name, string CodeType, string Code);
