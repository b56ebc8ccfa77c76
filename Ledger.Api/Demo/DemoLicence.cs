namespace Ledger.Api.Demo;

/// <summary>A licence of the demonstration, as a department would ask for it.</summary>
/// <param name="Type">Type code.</param>
/// <param name="Issuer">Issuing authority's code.</param>
/// <param name="Serial">流水号 of the identifier.</param>
/// <param name="Number">证照编号 as printed.</param>
/// <param name="Holder">The holder.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null for 长期.</param>
/// <param name="Fields">Face fields by their short names.</param>
internal sealed record DemoLicence(
    string Type,
    string Issuer,
    string Serial,
    string Number,
    DemoHolder Holder,
    DateOnly From,
    DateOnly? To,
    IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>持证主体 beside the first: joint owners.</summary>
    public IReadOnlyList<DemoHolder> CoHolders { get; init; } = [];
}
