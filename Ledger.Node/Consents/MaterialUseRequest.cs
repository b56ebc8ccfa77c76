using Ledger.Node.Catalogue;
using Ledger.Node.Materials;

namespace Ledger.Node.Consents;

/// <summary>What a department's system asks to use of a holder's materials. Personal data, in memory only.</summary>
/// <param name="Holder">Whose; null where the identifier or the consent says so.</param>
/// <param name="Material">Code of a material type, or the identifier of one material.</param>
/// <param name="Fields">Names of the structured fields, and then no file; null for the file and all fields.</param>
/// <param name="Purpose">五要素 and 用途.</param>
/// <param name="Claim">On what it stands.</param>
internal sealed record MaterialUseRequest(HolderCode? Holder, string Material, IReadOnlyList<string>? Fields, UsePurpose Purpose, BasisClaim Claim)
{
    /// <summary>The identifier, where one material is asked for.</summary>
    public MaterialIdentifier? Identifier => MaterialIdentifier.Find(Material);

    /// <summary>Code of the type.</summary>
    public string Type => Identifier?.Type ?? Material;

    /// <summary>Returns where it can be looked at.</summary>
    /// <param name="types">Material types.</param>
    /// <exception cref="LedgerException">Everything that is wrong with its fields; <see cref="LedgerError.NotAllowed"/>: no basis.</exception>
    public void Require(MaterialTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        Claim.Require();
        Holder?.Require();
        List<FieldRefusal> refusals = [.. Purpose.Refusals()];
        MaterialType? type = types.Find(Type);
        if (type is null)
        {
            refusals.Add(new("/material", LedgerError.InvalidField, "应为材料目录编码，或一份材料的标识。", "It is the code of a material type, or a material's identifier."));
        }
        else if (Fields is not null && (Fields.Count == 0 || !Fields.All(name => type.Fields?.Any(field => field.Key == name) is true)))
        {
            refusals.Add(new("/fields", LedgerError.InvalidField, "应为此类材料的结构化字段名。", "They are names of structured fields of this type."));
        }

        if (Holder is null && Identifier is null && Claim.Basis is not UseBasis.Consent)
        {
            refusals.Add(new("/holder", LedgerError.MissingField, "请写明材料的主体。", "Say whose material."));
        }

        if (refusals.Count > 0)
        {
            throw new LedgerException(refusals);
        }
    }

    /// <summary>The type alone.</summary>
    public override string ToString() => $"use of {Type}";
}
