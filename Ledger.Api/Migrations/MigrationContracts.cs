namespace Ledger.Api.Migrations;

/// <summary>One edition of a licence type.</summary>
/// <param name="Type">21-character type code.</param>
/// <param name="Edition">Edition, from 1.</param>
public sealed record TypeEditionContract(string Type, int Edition);

/// <summary>Where one field of the new form gets its value from: exactly one of from, constant, join, split and date.</summary>
/// <param name="Key">Short name of the field in the new form.</param>
/// <param name="From">The source whose value is taken as it is.</param>
/// <param name="Constant">A value that is the same on every licence.</param>
/// <param name="DemandedBy">The provision of the standard that demands the constant; without it the constant counts as invented.</param>
/// <param name="Join">2 to 16 sources that are put into the places of the pattern.</param>
/// <param name="Split">The source that is taken apart by the pattern.</param>
/// <param name="Pattern">Text with places in order, such as <c>{1}（{2}）</c>.</param>
/// <param name="Part">Number of the place whose text is taken.</param>
/// <param name="Date">The source that is a date in another form.</param>
/// <param name="Form"><c>yyyy年M月d日</c>, <c>yyyy-M-d</c>, <c>yyyy/M/d</c>, <c>yyyy.M.d</c> or <c>yyyyMMdd</c>.</param>
public sealed record FieldMappingContract(
    string Key,
    string? From,
    string? Constant,
    string? DemandedBy,
    IReadOnlyList<string>? Join,
    string? Split,
    string? Pattern,
    int? Part,
    string? Date,
    string? Form);

/// <summary>A field of the old form that is left out on purpose.</summary>
/// <param name="Key">Its short name.</param>
/// <param name="Reason">Why, 1 to 256 characters.</param>
public sealed record DroppedFieldContract(string Key, string Reason);

/// <summary>改造映射: how licences of one form are written in another.</summary>
/// <param name="From">The old form.</param>
/// <param name="To">The new form, the newest edition of its type.</param>
/// <param name="Fields">1 to 200 rules, one for each field of the new form that gets a value.</param>
/// <param name="Dropped">Fields of the old form that are left out on purpose.</param>
public sealed record TypeMappingContract(
    TypeEditionContract From,
    TypeEditionContract To,
    IReadOnlyList<FieldMappingContract> Fields,
    IReadOnlyList<DroppedFieldContract>? Dropped);

/// <summary>What a department sends to try a mapping.</summary>
/// <param name="Mapping">The mapping.</param>
/// <param name="Identifiers">1 to 500 licences; left out: all of the old form that have not ended and whose last day is not past.</param>
/// <param name="Limit">1 to 500 licences of all; 500 where it is left out.</param>
/// <param name="Cursor">The cursor of the call before; left out for the first.</param>
public sealed record MigrationDryRunRequest(TypeMappingContract Mapping, IReadOnlyList<string>? Identifiers, int? Limit, string? Cursor);

/// <summary>What a department sends to issue licences again in the new form.</summary>
/// <param name="Mapping">The mapping; by it no licence may lose a value, or get one that no standard demands.</param>
/// <param name="Identifiers">1 to 500 licences; left out: all of the old form that have not ended and whose last day is not past.</param>
/// <param name="Limit">1 to 500 licences of all; 500 where it is left out.</param>
/// <param name="Cursor">The cursor of the call before; left out for the first.</param>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters. Kept sealed.</param>
/// <param name="LegalBasis">The provision it rests on. Left out: the one that the new form names.</param>
/// <param name="DecidedOn">Day of the decision; today where it is left out.</param>
/// <param name="Note">Up to 500 characters more; kept sealed.</param>
public sealed record MigrationRunRequest(
    TypeMappingContract Mapping,
    IReadOnlyList<string>? Identifiers,
    int? Limit,
    string? Cursor,
    string Operator,
    string? LegalBasis,
    string? DecidedOn,
    string? Note);

/// <summary>Why a licence cannot be issued again.</summary>
/// <param name="Field">The place at fault, a JSON pointer into the request of issuing; empty where there is none.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Chinese">The reason as a sentence, without the value.</param>
/// <param name="English">The sentence in English.</param>
public sealed record MigrationRefusalContract(string Field, string Code, string Chinese, string English);

/// <summary>What a migration did, or would do, to one licence. Names of fields, no values.</summary>
/// <param name="Identifier">证照标识 of the old version.</param>
/// <param name="Lost">Fields filled in whose values would go nowhere.</param>
/// <param name="Dropped">Fields filled in that the mapping leaves out on purpose.</param>
/// <param name="Invented">Fields of the new form whose values come from no licence and no standard.</param>
/// <param name="Refusals">Why it cannot be issued again; empty where it can.</param>
/// <param name="Next">证照标识 of the new version; null in a dry run and where it was refused.</param>
/// <param name="Index">Index of its issue in the log; null as before.</param>
public sealed record MigratedLicenceContract(
    string Identifier,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Dropped,
    IReadOnlyList<string> Invented,
    IReadOnlyList<MigrationRefusalContract> Refusals,
    string? Next,
    long? Index);

/// <summary>What one call did, or would do; the totals are those of this call.</summary>
/// <param name="Examined">Licences of this call.</param>
/// <param name="Fit">Those that can be, or were, issued again.</param>
/// <param name="Lost">How many values were lost, by field of the old form.</param>
/// <param name="Dropped">How many values were left out on purpose, by field of the old form.</param>
/// <param name="Invented">How many values were invented, by field of the new form.</param>
/// <param name="Refused">How many licences were refused, by place and code.</param>
/// <param name="NeverAccounted">Fields of the old form that the mapping neither uses whole nor drops, filled in or not.</param>
/// <param name="Licences">At most 500.</param>
/// <param name="Cursor">Goes on behind this call; null where nothing follows.</param>
public sealed record MigrationReportResponse(
    int Examined,
    int Fit,
    IReadOnlyDictionary<string, int> Lost,
    IReadOnlyDictionary<string, int> Dropped,
    IReadOnlyDictionary<string, int> Invented,
    IReadOnlyDictionary<string, int> Refused,
    IReadOnlyList<string> NeverAccounted,
    IReadOnlyList<MigratedLicenceContract> Licences,
    string? Cursor);
