namespace Ledger.Api.Portal;

/// <summary>What was filled in, as typed, so that a form comes back with it.</summary>
public sealed class FilledForm
{
    private readonly IReadOnlyDictionary<string, string> _fields;

    /// <summary>A form with these texts in its fields.</summary>
    /// <param name="fields">Texts by the names of the fields.</param>
    public FilledForm(IReadOnlyDictionary<string, string> fields) => _fields = fields;

    /// <summary>What stands in a field; empty where nothing does.</summary>
    public string this[string name] => _fields.GetValueOrDefault(name, "");

    /// <summary>Whether each of its fields says what another form says there.</summary>
    /// <param name="other">The other, which may have more fields.</param>
    /// <param name="others">Names of the fields that may differ.</param>
    internal bool Repeats(FilledForm other, IReadOnlyList<string> others) => _fields.Keys.Except(others).All(name => this[name] == other[name]);

    /// <summary>The same with other texts in some fields.</summary>
    internal FilledForm With(IEnumerable<KeyValuePair<string, string>> others)
    {
        Dictionary<string, string> fields = new(_fields);
        foreach ((string name, string text) in others)
        {
            fields[name] = text;
        }

        return new FilledForm(fields);
    }
}
