namespace Ledger.Crypto.Encoding;

/// <summary>The names of one object as they are read: no two that differ only by letter case, and whether they come in the canonical order.</summary>
internal struct StrictJsonNames()
{
    // Up to here each name is compared with each; beyond, that would let a stranger's object cost its square.
    private const int Few = 16;

    private readonly List<string> _names = new(Few);
    private HashSet<string>? _many;

    /// <summary>Takes the next name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isInOrder">Whether it stands after the one before it, as arrays of UTF-16 code units (RFC 8785 §3.2.3).</param>
    /// <returns>False where the object has it already.</returns>
    public bool TryAdd(string name, out bool isInOrder)
    {
        isInOrder = _names.Count == 0 || string.CompareOrdinal(_names[^1], name) < 0;
        if (_names.Count >= Few)
        {
            _many ??= new HashSet<string>(_names, StringComparer.OrdinalIgnoreCase);
        }

        bool isNew = _many?.Add(name) ?? !HasAmongFew(name);
        _names.Add(name);
        return isNew;
    }

    private readonly bool HasAmongFew(string name)
    {
        foreach (string other in _names)
        {
            if (other.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
