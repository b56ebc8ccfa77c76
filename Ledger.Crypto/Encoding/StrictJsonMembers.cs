using System.Text.Json.Nodes;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// Takes the members of a read object one by one, each of the kind it must have. Every refusal names its place. Call
/// <see cref="RefuseOthers"/> at the end.
/// </summary>
public sealed class StrictJsonMembers
{
    private readonly JsonObject _members;
    private readonly string _path;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The members of an object that <see cref="StrictJson"/> has read.</summary>
    public StrictJsonMembers(JsonObject members)
        : this(members, "")
    {
    }

    private StrictJsonMembers(JsonObject members, string path)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = members;
        _path = path;
    }

    /// <summary>The names of all members, in the order of the object.</summary>
    public IEnumerable<string> Names => _members.Select(member => member.Key);

    /// <summary>Whether the object has this member.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>A string.</summary>
    /// <exception cref="StrictJsonException">Absent, or of another kind.</exception>
    public string Text(string name) => ScalarOf<string>(Take(name), PathOf(name));

    /// <summary>A string that stands for something else.</summary>
    /// <param name="name">The member.</param>
    /// <param name="read">May refuse with a <see cref="FormatException"/>.</param>
    /// <exception cref="StrictJsonException">
    /// Absent, of another kind, or refused by <paramref name="read"/>.
    /// </exception>
    public T Text<T>(string name, Func<string, T> read) => Read(Text(name), read, PathOf(name));

    /// <summary>An integer.</summary>
    /// <exception cref="StrictJsonException">Absent, of another kind, or out of range.</exception>
    public long Number(string name, long least = 0, long greatest = StrictJson.MaxInteger)
    {
        long value = ScalarOf<long>(Take(name), PathOf(name));
        return value >= least && value <= greatest
            ? value
            : throw new StrictJsonException(StrictJsonError.WrongValue, PathOf(name));
    }

    /// <summary>True or false.</summary>
    /// <exception cref="StrictJsonException">Absent, or of another kind.</exception>
    public bool Flag(string name) => ScalarOf<bool>(Take(name), PathOf(name));

    /// <summary>An object.</summary>
    /// <exception cref="StrictJsonException">Absent, or of another kind.</exception>
    public StrictJsonMembers Part(string name) => ObjectOf(Take(name), PathOf(name));

    /// <summary>An array of strings that stand for something else.</summary>
    /// <param name="name">The member.</param>
    /// <param name="maxCount">The most elements.</param>
    /// <param name="read">May refuse with a <see cref="FormatException"/>.</param>
    /// <exception cref="StrictJsonException">
    /// Absent, of another kind, too long, or refused by <paramref name="read"/>.
    /// </exception>
    public IReadOnlyList<T> Texts<T>(string name, int maxCount, Func<string, T> read) =>
        [.. Elements(name, maxCount).Select(item => Read(ScalarOf<string>(item.Node, item.Path), read, item.Path))];

    /// <summary>An array of objects.</summary>
    /// <exception cref="StrictJsonException">Absent, of another kind, or too long.</exception>
    public IReadOnlyList<StrictJsonMembers> Parts(string name, int maxCount) =>
        [.. Elements(name, maxCount).Select(item => ObjectOf(item.Node, item.Path))];

    /// <summary>Refuses members that nobody asked for: somebody else might read a meaning into them.</summary>
    /// <exception cref="StrictJsonException">There is one.</exception>
    public void RefuseOthers()
    {
        foreach ((string name, JsonNode? _) in _members)
        {
            if (!_taken.Contains(name))
            {
                throw new StrictJsonException(StrictJsonError.UnknownMember, PathOf(name));
            }
        }
    }

    private IEnumerable<(JsonNode? Node, string Path)> Elements(string name, int maxCount)
    {
        string path = PathOf(name);
        JsonArray array = Take(name) as JsonArray ?? throw new StrictJsonException(StrictJsonError.WrongKind, path);
        return array.Count <= maxCount
            ? array.Select((node, index) => (node, JsonPath.Append(path, index)))
            : throw new StrictJsonException(StrictJsonError.WrongValue, path);
    }

    private JsonNode Take(string name)
    {
        _taken.Add(name);
        return _members[name] ?? throw new StrictJsonException(StrictJsonError.MissingMember, PathOf(name));
    }

    private string PathOf(string name) => JsonPath.Append(_path, name);

    private static StrictJsonMembers ObjectOf(JsonNode? node, string path) => node is JsonObject members
        ? new StrictJsonMembers(members, path)
        : throw new StrictJsonException(StrictJsonError.WrongKind, path);

    private static T ScalarOf<T>(JsonNode? node, string path) =>
        node is JsonValue value && value.TryGetValue(out T? scalar)
            ? scalar
            : throw new StrictJsonException(StrictJsonError.WrongKind, path);

    private static T Read<T>(string text, Func<string, T> read, string path)
    {
        try
        {
            return read(text);
        }
        catch (FormatException)
        {
            throw new StrictJsonException(StrictJsonError.WrongValue, path);
        }
    }
}
