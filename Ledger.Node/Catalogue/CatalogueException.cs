namespace Ledger.Node.Catalogue;

/// <summary>A definition of the catalogue is wrong.</summary>
internal sealed class CatalogueException : FormatException
{
    /// <summary>A definition is wrong.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="cause">What said so, or null.</param>
    public CatalogueException(CatalogueFault fault, Exception? cause = null)
        : base($"A definition of the catalogue is wrong: {fault.English}.", cause) => Fault = fault;

    /// <summary>What is wrong.</summary>
    public CatalogueFault Fault { get; }
}
