namespace Ledger.Node.Catalogue;

/// <summary>How the page of a licence lies.</summary>
internal enum PageOrientation
{
    /// <summary>Upright.</summary>
    Portrait,

    /// <summary>On its side.</summary>
    Landscape,
}
