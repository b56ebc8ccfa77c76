namespace Ledger.Node.Catalogue;

/// <summary>
/// 证照类型: one edition of a kind of licence, its fields in printed order and its rules. Data, from the catalogue; never changes.
/// The columns are those of the 普陀 catalogue (证照名称, 发证单位, 持证主体类型, 证照归集起始时间, 类目公开属性, 标准级别, 证照模板, 照面信息)
/// and what issuing, renewing and recognising need beside them.
/// </summary>
/// <param name="Code">证照类型代码, 21 characters.</param>
/// <param name="Edition">Counts the changes of this definition; a licence keeps the edition it was issued under.</param>
/// <param name="Name">证照名称.</param>
/// <param name="English">The name in English.</param>
/// <param name="DefinedBy">证照定义机构.</param>
/// <param name="Validity">How long a licence may be valid.</param>
/// <param name="Fields">照面 fields in printed order.</param>
/// <param name="Standard">Number of the 国家工程标准 (ZWFW) it follows, for example <c>C0293-2024</c>; null where there is none.</param>
/// <param name="Holders">持证主体类型.</param>
/// <param name="CollectedSince">证照归集起始时间; null where nothing is collected yet.</param>
/// <param name="Openness">类目公开属性.</param>
/// <param name="Level">标准级别.</param>
/// <param name="LegalBasis">The provision under which it is issued where a request names none, at most 256 characters; null for none.</param>
/// <param name="Issuers">发证单位: codes of the authorities that may issue it; null for any authority of the node.</param>
/// <param name="Recognition">互认清单; null where it counts in the issuing province only.</param>
/// <param name="Renewal">When it may be renewed without an application; null for never.</param>
/// <param name="AnnualCheckMonths">Months from one 校验 to the next, 1 to 60; null where there is none.</param>
/// <param name="StatusCodes">The ministry's own codes of the states; null where it has none.</param>
/// <param name="Template">How it is laid out; null for upright without a subtitle.</param>
/// <param name="Components">Type codes of the licences that a composite licence unites; null for a single licence.</param>
/// <param name="Materials">Codes of the materials that its issuing needs; null for none.</param>
/// <param name="Ripples">Whether a change of it (name, address, legal representative) flags the holder's licences and materials that depend on it.</param>
internal sealed record LicenceType(
    string Code,
    int Edition,
    string Name,
    string English,
    DefiningAuthority DefinedBy,
    ValidityPolicy Validity,
    IReadOnlyList<LicenceField> Fields,
    string? Standard = null,
    HolderKind Holders = HolderKind.Any,
    DateOnly? CollectedSince = null,
    Openness Openness = Openness.Internal,
    StandardLevel Level = StandardLevel.Ministry,
    string? LegalBasis = null,
    IReadOnlyList<string>? Issuers = null,
    IReadOnlyList<RecognitionRule>? Recognition = null,
    RenewalPolicy? Renewal = null,
    int? AnnualCheckMonths = null,
    StateCodes? StatusCodes = null,
    LicenceTemplate? Template = null,
    IReadOnlyList<string>? Components = null,
    IReadOnlyList<string>? Materials = null,
    bool Ripples = false)
{
    /// <summary>Whether an authority may issue it, as far as the type says.</summary>
    public bool MayBeIssuedBy(string authority) => Issuers is null || Issuers.Contains(authority, StringComparer.Ordinal);

    /// <summary>Whether a licence of it, issued in one province, counts in another; with the reason.</summary>
    /// <param name="issuing">Division code of the issuing province.</param>
    /// <param name="using">Division code of the province where it is shown.</param>
    public Recognition RecognisedIn(string issuing, string @using) => Catalogue.Recognition.Of(this, issuing, @using);

    /// <summary>The fields that say a thing, in printed order; most meanings have one field or none.</summary>
    public IEnumerable<LicenceField> FieldsOf(FieldMeaning meaning) => Fields.Where(field => field.Meaning == meaning);

    /// <summary>Everything wrong with the fields of a licence to be issued: known fields in printed order, then unknown ones.</summary>
    /// <param name="values">Values by field key; a field that is not filled in is left out.</param>
    /// <returns>Empty for a licence that may be issued.</returns>
    public IReadOnlyList<FieldError> CheckFields(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<FieldError> errors = [];
        int known = 0;
        foreach (LicenceField field in Fields)
        {
            bool isThere = values.TryGetValue(field.Key, out string? value);
            known += isThere ? 1 : 0;
            FieldError? error = isThere ? field.FindError(value!) : MissingError(field);
            if (error is not null)
            {
                errors.Add(error);
            }
        }

        if (known == values.Count)
        {
            return errors;
        }

        IEnumerable<string> unknown = values.Keys.Except(Fields.Select(field => field.Key), StringComparer.Ordinal);
        errors.AddRange(unknown.Order(StringComparer.Ordinal).Select(key => new FieldError(
            key, FieldErrorKind.Unknown, $"「{Name}」没有这个字段。", $"The type {English} has no such field.")));
        return errors;
    }

    private static FieldError? MissingError(LicenceField field) => field.Required
        ? new(field.Key, FieldErrorKind.Missing, $"缺少「{field.Label}」。", $"{field.English} is missing.")
        : null;
}
