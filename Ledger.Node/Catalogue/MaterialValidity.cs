namespace Ledger.Node.Catalogue;

/// <summary>How long a material counts.</summary>
/// <param name="Until">What ends it.</param>
/// <param name="Months">Most months from the day of the material, 1 to 120; null where only <paramref name="Until"/> ends it.</param>
internal sealed record MaterialValidity(MaterialEnd Until = MaterialEnd.OpenEnded, int? Months = null);
