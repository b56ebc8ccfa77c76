using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal.Counter;

/// <summary>The form of a licence, or of its next version, as its page shows it.</summary>
/// <param name="Action">Where it is sent to.</param>
/// <param name="Heading">What it does.</param>
/// <param name="Name">Name of the type.</param>
/// <param name="Back">Address of the page that one comes from.</param>
/// <param name="Fields">The fields of the type that are not filled in above.</param>
/// <param name="JointPlaces">Places of the joint holders that there is room for.</param>
/// <param name="IsNext">Whether it is the next version of a licence.</param>
/// <param name="MayBeLongTerm">Whether it may have no last day.</param>
/// <param name="UnitesOthers">Whether it brings other licences together, which are named here.</param>
/// <param name="Basis">The legal basis that the type names; empty for none.</param>
/// <param name="SourceName">Name of the licence's type from which something was filled in; null where nothing was.</param>
public sealed record LicenceDraft(
    string Action, TextInBoth Heading, TextInBoth Name, string Back, IReadOnlyList<FormField> Fields, IReadOnlyList<int> JointPlaces, bool IsNext, bool MayBeLongTerm,
    bool UnitesOthers, string Basis, TextInBoth? SourceName)
{
    /// <summary>Whether a photograph can be sent.</summary>
    public bool HasPhoto => Fields.Any(one => one.Shape is FieldShape.File);

    internal static LicenceDraft Of(ProvinceNode node, LicenceType type, FilledForm filled, string? changed)
    {
        IssueForm form = new(type, filled);
        return new(
            changed is null ? $"/counter/issue/{type.Code}" : $"/counter/licences/{changed}/change",
            changed is null ? new($"签发{type.Name}", $"Issue: {type.English}") : new($"变更{type.Name}", $"Change: {type.English}"),
            new(type.Name, type.English),
            changed is null ? "/counter/issue" : $"/counter/licences/{changed}",
            [.. form.Asked.Select(field => changed is not null && field.Shape is FieldShape.File ? field with { IsRequired = false } : field)],
            form.JointPlaces,
            changed is not null,
            type.Validity.LongTermAllowed,
            type.Components is not null && changed is null,
            type.LegalBasis ?? "",
            LicenceIdentifier.TryParse(filled[KnownFields.Source], out LicenceIdentifier? source) && node.Types.Find(source.Type) is LicenceType from ? new(from.Name, from.English) : null);
    }
}
