using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Migrations;

/// <summary>改造映射: how licences of one edition of a type are written in the form of another.</summary>
/// <param name="From">The old form.</param>
/// <param name="To">The new form, the newest edition of its type.</param>
/// <param name="Fields">A rule for each field of the new form that gets a value.</param>
/// <param name="Dropped">Fields of the old form that are left out on purpose; null for none.</param>
internal sealed record TypeMapping(
    TypeEdition From, TypeEdition To, IReadOnlyList<FieldMapping> Fields, IReadOnlyList<DroppedField>? Dropped = null)
{
    private static readonly StrictJsonLimits Limits = new(CatalogueJson.LongestDefinition, MaxDepth: 8);

    /// <summary>SM3 of its canonical JSON: what stands for it.</summary>
    internal Digest Digest { get; private init; }

    /// <summary>Reads a mapping strictly.</summary>
    /// <param name="json">UTF-8, at most <see cref="CatalogueJson.LongestDefinition"/> bytes.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: it is wrong by itself, whatever the types say.</exception>
    public static TypeMapping Read(ReadOnlySpan<byte> json)
    {
        try
        {
            TypeMapping mapping = CatalogueJson.Read<TypeMapping>(json, TypeMappingFaults.Find);
            JsonObject members = StrictJson.ParseObject(json, Limits);
            return mapping with { Digest = Sm3.Hash(CanonicalJson.Write(members)) };
        }
        catch (CatalogueException wrong)
        {
            throw Refused(wrong.Fault);
        }
    }

    /// <summary>What a fault of a mapping is told as.</summary>
    public static LedgerException Refused(CatalogueFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new LedgerException(LedgerError.InvalidField, $"映射有误：{fault.Chinese}。", $"The mapping is wrong: {fault.English}.", "/mapping");
    }
}
