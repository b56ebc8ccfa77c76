using System.Text.Json.Nodes;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// Takes the members of a read object one by one, each of the kind it must have. Every refusal names its place. Call
/// <see cref="RefuseOthers"/> at the end.
/// </summary>
public sealed class StrictJsonMembers
{
    private readonly JsonObject _members;

    // By the number of the member.
    private readonly bool[] _taken;

    // Where the object stands, which is put into words only for a refusal.
    private readonly StrictJsonMembers? _parent;
    private readonly string _name;
    private readonly int? _index;

    /// <summary>The members of an object that <see cref="StrictJson"/> has read.</summary>
    public StrictJsonMembers(JsonObject members)
        : this(members, parent: null, "", index: null)
    {
    }

    private StrictJsonMembers(JsonObject members, StrictJsonMembers? parent, string name, int? index)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = members;
        _taken = new bool[members.Count];
        (_parent, _name, _index) = (parent, name, index);
    }

    /// <summary>The names of all members, in the order of the object.</summary>
    public IEnumerable<string> Names => _members.Select(member => member.Key);

    /// <summary>Whether the object has this member.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>A string.</summary>
    /// <exception cref="StrictJsonException">Absent, or of another kind.</exception>
    public string Text(string name) => ScalarOf<string>(Take(name), name);

    /// <summary>A string that stands for something else.</summary>
    /// <param name="name">The member.</param>
    /// <param name="read">May refuse with a <see cref="FormatException"/>.</param>
    /// <exception cref="StrictJsonException">
    /// Absent, of another kind, or refused by <paramref name="read"/>.
    /// </exception>
    public T Text<T>(string name, Func<string, T> read) => Read(Text(name), read, name);

    /// <summary>An integer.</summary>
    /// <exception cref="StrictJsonException">Absent, of another kind, or out of range.</exception>
    public long Number(string name, long least = 0, long greatest = StrictJson.MaxInteger)
    {
        long value = ScalarOf<long>(Take(name), name);
        return value >= least && value <= greatest
            ? value
            : throw Refused(StrictJsonError.WrongValue, name);
    }

    /// <summary>True or false.</summary>
    /// <exception cref="StrictJsonException">Absent, or of another kind.</exception>
    public bool Flag(string name) => ScalarOf<bool>(Take(name), name);

    /// <summary>An object.</summary>
    /// <exception cref="StrictJsonException">Absent, or of another kind.</exception>
    public StrictJsonMembers Part(string name) => ObjectOf(Take(name), name);

    /// <summary>An array of strings that stand for something else.</summary>
    /// <param name="name">The member.</param>
    /// <param name="maxCount">The most elements.</param>
    /// <param name="read">May refuse with a <see cref="FormatException"/>.</param>
    /// <exception cref="StrictJsonException">
    /// Absent, of another kind, too long, or refused by <paramref name="read"/>.
    /// </exception>
    public IReadOnlyList<T> Texts<T>(string name, int maxCount, Func<string, T> read)
    {
        JsonArray array = ArrayOf(name, maxCount);
        T[] texts = new T[array.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Read(ScalarOf<string>(array[i], name, i), read, name, i);
        }

        return texts;
    }

    /// <summary>An array of objects.</summary>
    /// <exception cref="StrictJsonException">Absent, of another kind, or too long.</exception>
    public IReadOnlyList<StrictJsonMembers> Parts(string name, int maxCount)
    {
        JsonArray array = ArrayOf(name, maxCount);
        StrictJsonMembers[] parts = new StrictJsonMembers[array.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = ObjectOf(array[i], name, i);
        }

        return parts;
    }

    /// <summary>Refuses members that nobody asked for: somebody else might read a meaning into them.</summary>
    /// <exception cref="StrictJsonException">There is one.</exception>
    public void RefuseOthers()
    {
        int other = Array.IndexOf(_taken, false);
        if (other >= 0)
        {
            throw Refused(StrictJsonError.UnknownMember, _members.GetAt(other).Key);
        }
    }

    private JsonArray ArrayOf(string name, int maxCount)
    {
        JsonArray array = Take(name) as JsonArray ?? throw Refused(StrictJsonError.WrongKind, name);
        return array.Count <= maxCount ? array : throw Refused(StrictJsonError.WrongValue, name);
    }

    private JsonNode Take(string name)
    {
        int place = _members.IndexOf(name);
        if (place < 0)
        {
            throw Refused(StrictJsonError.MissingMember, name);
        }

        _taken[place] = true;
        return _members.GetAt(place).Value ?? throw Refused(StrictJsonError.MissingMember, name);
    }

    private StrictJsonMembers ObjectOf(JsonNode? node, string name, int? index = null) => node is JsonObject members
        ? new StrictJsonMembers(members, this, name, index)
        : throw Refused(StrictJsonError.WrongKind, name, index);

    private T ScalarOf<T>(JsonNode? node, string name, int? index = null) =>
        node is JsonValue value && value.TryGetValue(out T? scalar)
            ? scalar
            : throw Refused(StrictJsonError.WrongKind, name, index);

    private T Read<T>(string text, Func<string, T> read, string name, int? index = null)
    {
        try
        {
            return read(text);
        }
        catch (FormatException)
        {
            throw Refused(StrictJsonError.WrongValue, name, index);
        }
    }

    private StrictJsonException Refused(StrictJsonError error, string name, int? index = null) => new(error, PathOf(name, index));

    private string PathOf(string name, int? index)
    {
        string member = JsonPath.Append(_parent?.PathOf(_name, _index) ?? "", name);
        return index is int place ? JsonPath.Append(member, place) : member;
    }
}
