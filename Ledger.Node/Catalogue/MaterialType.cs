namespace Ledger.Node.Catalogue;

/// <summary>材料类型: one edition of a kind of material, from the catalogue; never changes.</summary>
/// <param name="Code">材料目录编码, <c>CL</c> and six digits.</param>
/// <param name="Edition">Counts the changes of this definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="English">The name in English.</param>
/// <param name="Holders">Whose it may be.</param>
/// <param name="Levels">可信等级 that it may have, at least one.</param>
/// <param name="Validity">How long it counts.</param>
/// <param name="Reuse">For what it may be used again.</param>
/// <param name="InvalidatedBy">A change of these in the holder's 营业执照 ends it; null for none.</param>
/// <param name="Promise">Whether 告知承诺 may stand for it, to be checked afterwards (批后核查).</param>
/// <param name="Note">What a person has to know beside it, at most 256 characters; null for nothing.</param>
/// <param name="Fields">Its structured fields; null where it has none.</param>
internal sealed record MaterialType(
    string Code,
    int Edition,
    string Name,
    string English,
    HolderKind Holders,
    IReadOnlyList<TrustLevel> Levels,
    MaterialValidity Validity,
    ReuseRule Reuse,
    IReadOnlyList<FieldMeaning>? InvalidatedBy = null,
    bool Promise = false,
    string? Note = null,
    IReadOnlyList<LicenceField>? Fields = null);
