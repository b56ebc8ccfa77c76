using System.Text;

namespace Ledger.Node.Importing;

/// <summary>The values of one row by their targets, and what could not be read of it.</summary>
internal sealed class RowValues
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<FieldRefusal> _refusals = [];

    /// <summary>What was wrong with the row before it became a request.</summary>
    public IReadOnlyList<FieldRefusal> Refusals => _refusals;

    /// <summary>The value of a target, or null.</summary>
    public string? this[string target] => _values.GetValueOrDefault(target);

    /// <summary>The fields of the face by their keys.</summary>
    public IReadOnlyDictionary<string, string> Fields => _values
        .Where(value => value.Key.StartsWith(RowTarget.FieldPrefix, StringComparison.Ordinal))
        .ToDictionary(value => value.Key[RowTarget.FieldPrefix.Length..], value => value.Value, StringComparer.Ordinal);

    /// <summary>Everything the row asks for, in one form whatever the order in which it was read; what its request key is bound to.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Concat(
        _values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}\0{value.Value}\0")));

    /// <summary>Sets a value, without white space around it; an empty one is none.</summary>
    public void Set(string target, string? value)
    {
        if (value?.Trim() is { Length: > 0 } text)
        {
            _values[target] = text;
        }
    }

    /// <summary>Sets a value unless there is one.</summary>
    public void SetDefault(string target, string? value)
    {
        if (!_values.ContainsKey(target))
        {
            Set(target, value);
        }
    }

    /// <summary>Changes a value, if there is one.</summary>
    public void Change(string target, Func<string, string> change)
    {
        if (_values.TryGetValue(target, out string? value))
        {
            _values[target] = change(value);
        }
    }

    /// <summary>Notes what is wrong with the row.</summary>
    public void Refuse(string pointer, LedgerError error, string chinese, string english) =>
        _refusals.Add(new FieldRefusal(pointer, error, chinese, english));
}
