using Ledger.Node.Licences;

namespace Ledger.Node.Composites;

/// <summary>A composite licence with all that it brings together, as they are today.</summary>
/// <param name="Licence">The composite licence.</param>
/// <param name="State">What it is as a whole.</param>
/// <param name="Components">In the order in which it names them; 1 to 32.</param>
internal sealed record CompositeStanding(Licence Licence, CompositeState State, IReadOnlyList<ComponentStanding> Components)
{
    /// <summary>The components that are known not to be in force: their 经营项目 may not be carried on.</summary>
    public IEnumerable<ComponentStanding> Affected => Components.Where(component => component.IsInForce is false);

    /// <summary>What a composite licence is as a whole.</summary>
    /// <param name="isInForce">Whether it is in force itself.</param>
    /// <param name="components">At least one; null where it is not known.</param>
    public static CompositeState StateOf(bool isInForce, IReadOnlyCollection<bool?> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        bool some = components.Contains(true);
        return !isInForce ? CompositeState.NotValid
            : some && components.Contains(false) ? CompositeState.PartlyValid
            : components.Contains(null) ? CompositeState.CannotTell
            : some ? CompositeState.Valid
            : CompositeState.NotValid;
    }
}
