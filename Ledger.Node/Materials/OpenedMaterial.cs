namespace Ledger.Node.Materials;

/// <summary>A material with its sealed content opened. Personal data: in memory only.</summary>
/// <param name="Material">What the log knows of it.</param>
/// <param name="State">What it is today.</param>
/// <param name="Content">What lay sealed, its file's key included.</param>
/// <param name="NotReusable">Why it may not be used again today; null where nothing stands against it.</param>
internal sealed record OpenedMaterial(Material Material, MaterialState State, MaterialContent Content, MaterialReuseRefusal? NotReusable)
{
    /// <summary>Its structured fields, by their short names.</summary>
    public IReadOnlyDictionary<string, string> Fields => MaterialContents.FieldsOf(Content);

    /// <summary>The identifier alone: what is opened may end up in a log.</summary>
    public override string ToString() => $"{nameof(OpenedMaterial)} {Material.Identifier}";
}
