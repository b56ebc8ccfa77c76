using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;

namespace Ledger.Node.Importing;

/// <summary>
/// How the columns of a department's file are to be understood: data that comes with the file. Without one, columns go by their names
/// (<see cref="RowTarget.Of"/>).
/// </summary>
/// <param name="Columns">Column name → target.</param>
/// <param name="Constants">Target → value for the rows that have none of their own.</param>
/// <param name="Dates">Targets that hold dates in any of the forms of <see cref="ForeignDate"/>, besides those that are dates anyway.</param>
/// <param name="Ignored">Columns that are left out.</param>
/// <param name="Types">Another system's type code → ours.</param>
internal sealed record ImportMap(
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyDictionary<string, string> Constants,
    IReadOnlyList<string> Dates,
    IReadOnlyList<string> Ignored,
    IReadOnlyDictionary<string, string> Types)
{
    /// <summary>The longest map in bytes.</summary>
    public const int MaximumBytes = 64 << 10;

    /// <summary>The most entries of each part.</summary>
    public const int MaximumEntries = 500;

    private const int MaximumTextLength = 4_000;

    /// <summary>The map that says nothing.</summary>
    public static ImportMap Empty { get; } = new(NoTexts, NoTexts, [], [], NoTexts);

    private static Dictionary<string, string> NoTexts => [];

    /// <summary>Reads a map: strict JSON with the members <c>columns, constants, dates, ignored, types</c>, each of which may be left out.</summary>
    /// <exception cref="LedgerException">It is not JSON, has an unknown member or target, or is larger than the limits.</exception>
    public static ImportMap Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            JsonObject json = StrictJson.ParseObject(utf8, new StrictJsonLimits(MaximumBytes, 2));
            if (json.Select(member => member.Key).FirstOrDefault(
                name => name is not ("columns" or "constants" or "dates" or "ignored" or "types")) is string unknown)
            {
                throw Refusal($"对照表含有未知成员 {unknown}。", $"The map has an unknown member {unknown}.");
            }

            ImportMap map = new(Texts(json, "columns"), Texts(json, "constants"), List(json, "dates"), List(json, "ignored"), Texts(json, "types"));
            return map.Columns.Values.Concat(map.Constants.Keys).Concat(map.Dates).FirstOrDefault(target => !RowTarget.IsTarget(target)) is string none
                ? throw Refusal($"对照表中的 {none} 不是字段。", $"The map names {none}, which is no target.")
                : map;
        }
        catch (StrictJsonException e)
        {
            throw Refusal($"对照表不是有效的 JSON（{e.Code}）。", $"The map is not JSON as it must be: {e.Code}.");
        }
    }

    /// <summary>The target of each column; null for columns that are left out.</summary>
    /// <param name="header">The column names, at least one.</param>
    /// <exception cref="ImportFormatException">A column says nothing, or two mean the same.</exception>
    public IReadOnlyList<string?> TargetsOf(IReadOnlyList<string> header)
    {
        List<string?> targets = [];
        foreach (string name in header)
        {
            string? target = Ignored.Contains(name, StringComparer.Ordinal) ? "" : Columns.GetValueOrDefault(name) ?? RowTarget.Of(name);
            if (target is null)
            {
                throw new ImportFormatException(
                    1, targets.Count + 1, "列名未知，请在对照表中说明或列入忽略。", "The column's name says nothing; let the map name its target or ignore it.");
            }

            if (target.Length > 0 && targets.Contains(target))
            {
                throw new ImportFormatException(
                    1, targets.Count + 1, "两列对应同一字段。", "Two columns have the same target.");
            }

            targets.Add(target.Length == 0 ? null : target);
        }

        return targets;
    }

    private static Dictionary<string, string> Texts(JsonObject json, string name) => json[name] switch
    {
        null => NoTexts,
        JsonObject { Count: <= MaximumEntries } texts => texts.ToDictionary(member => member.Key, member => Text(member.Value, name), StringComparer.Ordinal),
        _ => throw Wrong(name),
    };

    private static string[] List(JsonObject json, string name) => json[name] switch
    {
        null => [],
        JsonArray { Count: <= MaximumEntries } texts => [.. texts.Select(text => Text(text, name))],
        _ => throw Wrong(name),
    };

    private static string Text(JsonNode? node, string name) =>
        node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>() is { Length: > 0 and <= MaximumTextLength } text
            ? text
            : throw Wrong(name);

    private static LedgerException Wrong(string name) => Refusal(
        $"对照表的 {name} 形式不对，或超过 {MaximumEntries} 项。", $"The map's {name} has another form than it must, or more than {MaximumEntries} entries.");

    private static LedgerException Refusal(string chinese, string english) => new(LedgerError.InvalidField, chinese, english, "/map");
}
