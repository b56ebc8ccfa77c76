using Ledger.Node.Catalogue;

namespace Ledger.Node.Migrations;

/// <summary>A mapping between two types as the catalogue has them; rewrites faces.</summary>
internal sealed class FaceMapping
{
    /// <summary>A mapping between two types.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: one of them does not have a field that it names.</exception>
    public FaceMapping(TypeMapping mapping, LicenceType from, LicenceType to)
    {
        (Mapping, From, To) = (mapping, from, to);
        if (TypeMappingFaults.Find(mapping, from, to) is { } fault)
        {
            throw TypeMapping.Refused(fault);
        }

        HashSet<string> accounted = [.. Used(mapping), .. (mapping.Dropped ?? []).Select(field => field.Key)];
        Unaccounted = [.. from.Fields.Select(field => field.Key).Where(key => !accounted.Contains(key))];
    }

    /// <summary>The mapping.</summary>
    public TypeMapping Mapping { get; }

    /// <summary>The old form.</summary>
    public LicenceType From { get; }

    /// <summary>The new form.</summary>
    public LicenceType To { get; }

    /// <summary>Fields of the old form that are neither used whole nor dropped on purpose: a licence that fills one in loses it.</summary>
    public IReadOnlyList<string> Unaccounted { get; }

    /// <summary>Finds the two types.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: one is not in the catalogue, or the new one is not its newest edition.</exception>
    public static FaceMapping Of(TypeMapping mapping, LicenceTypes types)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(types);
        LicenceType from = types.Find(mapping.From.Type, mapping.From.Edition)
            ?? throw TypeMapping.Refused(new("目录中没有来源类型的这一版次", "the catalogue does not have the old form"));
        LicenceType? to = types.Find(mapping.To.Type);
        return to?.Edition == mapping.To.Edition
            ? new FaceMapping(mapping, from, to)
            : throw TypeMapping.Refused(new("目标应为目录中该类型的最新版次", "the new form is not the newest edition of its type"));
    }

    /// <summary>Returns where no licence whatever could lose or gain anything by it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public void RequireLossless()
    {
        if (Unaccounted.Count > 0)
        {
            string lost = string.Join(", ", Unaccounted);
            throw TypeMapping.Refused(new($"来源字段 {lost} 既未取用，也未写明舍弃理由", $"these fields are neither used nor dropped for a reason: {lost}"));
        }

        if (Mapping.Fields.FirstOrDefault(field => field.IsInvented) is { } invented)
        {
            throw TypeMapping.Refused(new(
                $"字段 {invented.Key} 的取值无来源，也未写明标准依据", $"the field {invented.Key} is invented: no standard is named that demands it"));
        }
    }

    /// <summary>Rewrites one face.</summary>
    /// <param name="sources">What the licence says, see <see cref="FieldSources.Of"/>.</param>
    public MappedFace Apply(IReadOnlyDictionary<string, string> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        Dictionary<string, string> values = [];
        List<FieldRefusal> refusals = [];
        foreach (FieldMapping field in Mapping.Fields)
        {
            (string? value, FieldRefusal? refusal) = FieldRewriting.Of(field, sources);
            if (refusal is not null)
            {
                refusals.Add(refusal);
            }
            else if (value is not null)
            {
                values.Add(field.Key, value);
            }
        }

        return new MappedFace(
            values,
            [.. Unaccounted.Where(sources.ContainsKey)],
            [.. (Mapping.Dropped ?? []).Select(field => field.Key).Where(sources.ContainsKey)],
            [.. Mapping.Fields.Where(field => field.IsInvented).Select(field => field.Key)],
            refusals);
    }

    /// <summary>Sources that are used whole. One that is split is so only if every part goes somewhere.</summary>
    private static IEnumerable<string> Used(TypeMapping mapping)
    {
        IEnumerable<string> split = mapping.Fields.Where(field => field.Split is not null)
            .GroupBy(field => (field.Split, field.Pattern))
            .Where(parts => parts.DistinctBy(field => field.Part).Count() == parts.First().Text!.Places)
            .Select(parts => parts.Key.Split!);
        return mapping.Fields.Where(field => field.Split is null).SelectMany(field => field.Sources).Concat(split);
    }
}
