using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>A photograph and the field that stands for it come together, or neither.</summary>
internal static class PhotoRules
{
    /// <summary>The fields of a request, with that of its photograph where it was left to us.</summary>
    public static IReadOnlyDictionary<string, string> FieldsOf(IssueLicence request, LicenceType type)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Photo is { } photo && FieldOf(type) is { } field && !request.Fields.ContainsKey(field.Key)
            ? new Dictionary<string, string>(request.Fields) { [field.Key] = photo.Digest }
            : request.Fields;
    }

    /// <summary>What is wrong between a photograph and its field.</summary>
    public static IEnumerable<FieldRefusal> Refusals(IssueLicence request, LicenceType type)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (FieldOf(type) is not { } field)
        {
            if (request.Photo is not null)
            {
                yield return new("/photo", LedgerError.UnknownField, $"「{type.Name}」不带照片。", $"The type {type.English} has no photo.");
            }

            yield break;
        }

        if (request.Fields.TryGetValue(field.Key, out string? value) && value != request.Photo?.Digest)
        {
            yield return new(
                $"/fields/{field.Key}", LedgerError.InvalidField, "照片应在 photo 中提交，其摘要由系统填写。", "A photo is sent as photo; its digest is filled in here.");
        }
    }

    private static LicenceField? FieldOf(LicenceType type) => type.Fields.FirstOrDefault(field => field.Kind is FieldKind.Photo);
}
