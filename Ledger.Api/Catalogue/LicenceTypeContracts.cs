namespace Ledger.Api.Catalogue;

/// <summary>What a department sends to enter an edition of a licence type. Unknown members are refused; what has a default may be left out.</summary>
/// <param name="Code">证照类型代码: the defining authority's unified social credit code and three digits.</param>
/// <param name="Edition">One more than the newest; 1 for a new type.</param>
/// <param name="Name">证照名称, up to 128 characters.</param>
/// <param name="English">The name in English, up to 128 characters.</param>
/// <param name="DefinedBy">证照定义机构.</param>
/// <param name="Validity">How long a licence may be valid.</param>
/// <param name="Fields">照面 fields in printed order, 1 to 200.</param>
/// <param name="Standard">Number of the 国家工程标准, for example <c>C0293-2024</c>.</param>
/// <param name="Holders">持证主体类型: <c>any</c>, <c>legal-person</c> or <c>natural-person</c>.</param>
/// <param name="CollectedSince">归集起始时间, <c>yyyy-MM-dd</c>.</param>
/// <param name="Openness">类目公开属性: <c>public</c>, <c>internal</c> or <c>restricted</c>.</param>
/// <param name="Level">标准级别: <c>national</c>, <c>ministry</c> or <c>local</c>.</param>
/// <param name="LegalBasis">The provision under which it is issued where a request names none, up to 256 characters.</param>
/// <param name="Issuers">发证单位: codes of the authorities that may issue it; left out for any of the node.</param>
/// <param name="Recognition">互认清单; left out where it counts nowhere else.</param>
/// <param name="Renewal">When it may be renewed without an application.</param>
/// <param name="AnnualCheckMonths">Months from one 校验 to the next, 1 to 60.</param>
/// <param name="StatusCodes">The ministry's codes of the states, each 1 to 8 digits or capital letters.</param>
/// <param name="Template">How it is laid out.</param>
/// <param name="Components">Type codes of the licences that a composite licence unites.</param>
/// <param name="Materials">Codes of the materials that its issuing needs.</param>
/// <param name="Ripples">Whether a change of it flags the holder's licences and materials that depend on it.</param>
public sealed record LicenceTypeRequest(
    string Code,
    int Edition,
    string Name,
    string English,
    DefiningAuthorityContract DefinedBy,
    ValidityPolicyContract Validity,
    IReadOnlyList<LicenceFieldContract> Fields,
    string? Standard = null,
    string? Holders = null,
    string? CollectedSince = null,
    string? Openness = null,
    string? Level = null,
    string? LegalBasis = null,
    IReadOnlyList<string>? Issuers = null,
    IReadOnlyList<RecognitionRuleContract>? Recognition = null,
    RenewalPolicyContract? Renewal = null,
    int? AnnualCheckMonths = null,
    IReadOnlyDictionary<string, string>? StatusCodes = null,
    LicenceTemplateContract? Template = null,
    IReadOnlyList<string>? Components = null,
    IReadOnlyList<string>? Materials = null,
    bool Ripples = false);

/// <summary>Who laid down a licence type.</summary>
/// <param name="Code">Unified social credit code, the first 18 characters of the type code.</param>
/// <param name="Name">Its name.</param>
public sealed record DefiningAuthorityContract(string Code, string Name);

/// <summary>How long a licence may be valid, and where it prints the last day.</summary>
/// <param name="LongTermAllowed">Whether 长期 may be written.</param>
/// <param name="MaximumYears">Most years from the first day, 1 to 100.</param>
/// <param name="LastDayField">The key of the field that prints the last day.</param>
public sealed record ValidityPolicyContract(bool LongTermAllowed, int? MaximumYears = null, string? LastDayField = null);

/// <summary>Licences issued in some provinces count in others.</summary>
/// <param name="IssuedIn">Division codes of the issuing provinces.</param>
/// <param name="UsedIn">Division codes of the provinces where they count.</param>
public sealed record RecognitionRuleContract(IReadOnlyList<string> IssuedIn, IReadOnlyList<string> UsedIn);

/// <summary>When and on what conditions a licence may be renewed without an application.</summary>
/// <param name="WindowDays">Days before the last day from which it may, 1 to 366.</param>
/// <param name="Conditions"><c>not-disputed</c>, <c>not-flagged</c>, <c>annual-check-passed</c>, <c>materials-valid</c>, <c>holder-in-force</c>.</param>
public sealed record RenewalPolicyContract(int WindowDays, IReadOnlyList<string> Conditions);

/// <summary>How a licence is laid out.</summary>
/// <param name="Orientation"><c>portrait</c> or <c>landscape</c>.</param>
/// <param name="Subtitle">A line under the name, up to 64 characters; <c>{KEY}</c> for the value of a field.</param>
/// <param name="Look"><c>certificate</c>, <c>booklet</c> or <c>card</c>; a certificate where it is left out.</param>
/// <param name="Colour"><c>gold</c>, <c>red</c>, <c>green</c>, <c>blue</c>, <c>teal</c> or <c>violet</c>; gold where it is left out.</param>
/// <param name="Ornament">Whether an ornament stands above the name.</param>
/// <param name="Ruled">Whether lines are drawn between the fields.</param>
/// <param name="IssuerLabel">What the issuer is called, up to 12 characters; 发证机关 where it is left out.</param>
/// <param name="Statement">What is certified, up to 300 characters.</param>
/// <param name="Aside">Keys of the fields on the left page of a booklet or on the picture of a card.</param>
/// <param name="Groups">Fields printed together and before the others, up to 16 groups.</param>
/// <param name="Tables">Fields printed as tables, up to 8.</param>
/// <param name="Notes">Sentences at the foot, up to 4 of 200 characters.</param>
public sealed record LicenceTemplateContract(
    string Orientation,
    string? Subtitle = null,
    string? Look = null,
    string? Colour = null,
    bool Ornament = false,
    bool Ruled = false,
    TemplateTextContract? IssuerLabel = null,
    TemplateTextContract? Statement = null,
    IReadOnlyList<string>? Aside = null,
    IReadOnlyList<TemplateGroupContract>? Groups = null,
    IReadOnlyList<TemplateTableContract>? Tables = null,
    IReadOnlyList<TemplateTextContract>? Notes = null);

/// <summary>A text in both languages.</summary>
/// <param name="Label">In Chinese.</param>
/// <param name="English">In English, up to three times as long.</param>
public sealed record TemplateTextContract(string Label, string English);

/// <summary>Fields that are printed together.</summary>
/// <param name="Fields">Their keys in printed order.</param>
/// <param name="Heading">What stands above them, up to 32 characters.</param>
public sealed record TemplateGroupContract(IReadOnlyList<string> Fields, TemplateTextContract? Heading = null);

/// <summary>A field whose value is rows with <c>；</c> between them, printed as a table; without a field the joint holders.</summary>
/// <param name="Columns">What stands above the columns, 1 to 6 of up to 16 characters; three for the holders.</param>
/// <param name="Field">Key of the field.</param>
/// <param name="Separator">What stands between the cells of a row, 1 or 2 characters.</param>
public sealed record TemplateTableContract(IReadOnlyList<TemplateTextContract> Columns, string? Field = null, string? Separator = null);

/// <summary>One field of a licence type.</summary>
/// <param name="Key">Short name, 1 to 32 capital letters and digits.</param>
/// <param name="Label">The printed name, up to 64 characters.</param>
/// <param name="English">The printed name in English, up to 128 characters.</param>
/// <param name="Kind"><c>text</c>, <c>date</c>, <c>code</c>, <c>number-text</c>, <c>choice</c>, <c>social-credit-code</c>, <c>citizen-number</c>, <c>identity-number</c>, <c>check-digit-code</c> or <c>photo</c>.</param>
/// <param name="Required">Whether a licence without it is refused.</param>
/// <param name="MaximumLength">Most characters, 1 to 10,000.</param>
/// <param name="Sensitivity"><c>public</c>, <c>internal</c> or <c>sensitive</c>.</param>
/// <param name="Pattern">Regular expression that the whole value has to match, up to 256 characters.</param>
/// <param name="Values">The values of a choice.</param>
/// <param name="Meaning">What it says: <c>holder-name</c>, <c>holder-code</c>, <c>address</c>, <c>legal-representative</c>, <c>number</c>, <c>valid-to</c>, <c>items-of-business</c> or <c>components</c>.</param>
public sealed record LicenceFieldContract(
    string Key,
    string Label,
    string English,
    string Kind,
    bool Required,
    int MaximumLength,
    string Sensitivity,
    string? Pattern = null,
    IReadOnlyList<string>? Values = null,
    string? Meaning = null);
