using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>行业综合许可证: which licences a composite one may bring together.</summary>
internal static class ComponentRules
{
    private const string Field = "/components";

    /// <summary>
    /// The components of a request: those that it names; where it names none, those that its face prints; where the face prints none, those
    /// of the version before.
    /// </summary>
    public static IReadOnlyList<string> Of(IssueLicence request, LicenceType type) =>
        request.Components.Count > 0 || type.Components is null ? request.Components
        : Printed(request, type) ?? request.Continues?.Components ?? [];

    /// <summary>What can be said of the components without looking at any of them.</summary>
    /// <param name="request">What was asked for, its components as <see cref="Of"/> gives them.</param>
    /// <param name="type">Its type.</param>
    public static IEnumerable<FieldRefusal> Refusals(IssueLicence request, LicenceType type)
    {
        if (request.Components.Count > IssueLicence.MaximumComponents || !AreDifferentIdentifiers(request.Components))
        {
            return
            [
                Refusal(
                    Field, $"所含许可应为至多 {IssueLicence.MaximumComponents} 个不重复的证照标识。",
                    $"Components are at most {IssueLicence.MaximumComponents} identifiers of different licences."),
            ];
        }

        return type.Components is null ? SingleRefusals(request) : CompositeRefusals(request, type);
    }

    /// <summary>
    /// Returns where the components may be brought together: asked in the turn. One that an authority of this node issued must be here, be
    /// the same first holder's and not have ended, unless the version before named it already. Of other nodes' nothing is known, nothing asked.
    /// </summary>
    /// <param name="rows">The turn.</param>
    /// <param name="issued">The composite licence to be entered.</param>
    /// <param name="before">The version that it takes the place of, or null.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>, <see cref="LedgerError.WrongState"/>.</exception>
    public static void Require(LedgerRead rows, LicenceIssued issued, Licence? before)
    {
        for (int place = 0; place < issued.Components.Count; place++)
        {
            string named = issued.Components[place];
            if (AuthorityTable.Find(rows, LicenceIdentifier.Parse(named).Issuer) is not null)
            {
                bool isNew = before?.Components.Contains(named, StringComparer.Ordinal) is not true;
                Require(ComponentChain.Newest(rows, named), issued.HolderHandle, isNew, $"{Field}/{place}");
            }
        }
    }

    private static void Require(Licence? component, ByteString holder, bool isNew, string field)
    {
        // One sentence for both: whose a licence is that another authority issued is not told.
        if (component is null || component.Holders[0] != holder)
        {
            throw new LedgerException(
                LedgerError.InvalidField, "没有这份证照，或不属于同一持证主体。", "There is no such licence, or it is not of the same holder.", field);
        }

        if (isNew && component.EndedBy is RevocationReason ended)
        {
            throw new LedgerException(
                LedgerError.WrongState, $"所含许可已{ended.Chinese()}，不能纳入。", $"The component has ended ({ended.Code()}); it cannot be brought in.", field);
        }
    }

    private static IEnumerable<FieldRefusal> SingleRefusals(IssueLicence request) => request.Components.Count == 0
        ? []
        : [Refusal(Field, "只有行业综合许可证可以包含其他许可。", "Only a composite licence has components.")];

    private static IEnumerable<FieldRefusal> CompositeRefusals(IssueLicence request, LicenceType type)
    {
        if (request.Components.Count == 0)
        {
            yield return Refusal(Field, "行业综合许可证应至少包含一项许可。", "A composite licence has at least one component.");
        }

        for (int place = 0; place < request.Components.Count; place++)
        {
            if (!type.Components!.Contains(LicenceIdentifier.Parse(request.Components[place]).Type, StringComparer.Ordinal))
            {
                yield return Refusal(
                    $"{Field}/{place}", $"此类证照不能纳入「{type.Name}」。", $"Licences of this type are no components of the type {type.English}.");
            }
        }

        if (Printed(request, type) is { } printed && !printed.ToHashSet().SetEquals(request.Components))
        {
            yield return Refusal(
                $"/fields/{PrintedComponents.KeyOf(type)}", "照面所列许可与所含许可不一致。", "The printed list does not name the components, all of them and no other.");
        }
    }

    private static IReadOnlyList<string>? Printed(IssueLicence request, LicenceType type) =>
        PrintedComponents.KeyOf(type) is string key && request.Fields.TryGetValue(key, out string? printed)
            ? PrintedComponents.IdentifiersIn(printed)
            : null;

    // Two versions of one licence are one licence.
    private static bool AreDifferentIdentifiers(IReadOnlyList<string> components)
    {
        HashSet<(string, string, string)> seen = [];
        return components.All(component =>
            LicenceIdentifier.TryParse(component, out LicenceIdentifier? parsed)
            && parsed.Check is not IdentifierCheck.Wrong
            && seen.Add((parsed.Type, parsed.Issuer, parsed.Serial)));
    }

    private static FieldRefusal Refusal(string field, string chinese, string english) =>
        new(field, LedgerError.InvalidField, chinese, english);
}
