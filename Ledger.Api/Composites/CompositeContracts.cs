using Ledger.Node.Catalogue;
using Ledger.Node.Composites;
using Ledger.Node.Licences;

namespace Ledger.Api.Composites;

/// <summary>A composite licence with all that it brings together, as they are today.</summary>
/// <param name="Identifier">证照标识 of the composite licence.</param>
/// <param name="Status">What the composite licence is by itself, in the words of a licence.</param>
/// <param name="Whole"><c>valid</c>: it and all components are in force; <c>partly-valid</c>: some are, some not; <c>not-valid</c>: it or none is; <c>cannot-tell</c>: it depends on components that this node does not know.</param>
/// <param name="AffectedItems">经营项目 of the components that are not in force, in the same order; components without public ones are left out.</param>
/// <param name="Components">In the order in which the licence names them; 1 to 32.</param>
public sealed record CompositeResponse(
    string Identifier, string Status, string Whole, IReadOnlyList<string> AffectedItems, IReadOnlyList<ComponentContract> Components)
{
    internal static CompositeResponse Of(CompositeStanding standing, LicenceState own) => new(
        standing.Licence.Identifier.ToString(),
        own.Code(),
        standing.State.Code(),
        [.. standing.Affected.Select(component => component.Items).OfType<string>()],
        [.. standing.Components.Select(ComponentContract.Of)]);
}

/// <summary>One component as the composite licence's authority sees it.</summary>
/// <param name="Named">The identifier that the composite licence names.</param>
/// <param name="Current">Identifier of its newest version; null where this node does not know it.</param>
/// <param name="TypeName">Name of its type.</param>
/// <param name="Status">What the newest version is today, in the words of a licence; <c>unknown-here</c> for the licence of another node.</param>
/// <param name="Disputed">Whether an objection is open; it stays in force meanwhile.</param>
/// <param name="ValidTo">Last day; null for 长期 and where it is not known.</param>
/// <param name="Items">经营项目 as printed; null where there are none that are public.</param>
public sealed record ComponentContract(
    string Named, string? Current, string TypeName, string Status, bool Disputed, string? ValidTo, string? Items)
{
    internal static ComponentContract Of(ComponentStanding component) => new(
        component.Named,
        component.Current?.Identifier.ToString(),
        component.TypeName,
        component.State?.Code() ?? "unknown-here",
        component.IsDisputed,
        component.Current?.Validity.To is DateOnly last ? LicenceDate.Format(last) : null,
        component.Items);
}
