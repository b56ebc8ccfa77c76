using System.Collections.Immutable;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Security;

/// <summary>
/// The systems of the settings, found by the key that a request names: a key of the settings, or one that a department registered. A key that was
/// withdrawn is none, even where the settings still have it; and a province that the chain names has the keys that the chain says, and no others.
/// </summary>
internal sealed class SystemRegistry
{
    private readonly Dictionary<string, (DepartmentSystem System, SystemKey Key, VerifyingKey Verifying)> _keys;
    private readonly Dictionary<string, DepartmentSystem> _systems;
    private ImmutableDictionary<string, RegisteredKey> _registered = ImmutableDictionary.Create<string, RegisteredKey>(StringComparer.Ordinal);

    private readonly ProvinceKeys? _provinces;

    /// <param name="systems">As the settings have them, checked.</param>
    /// <param name="provinces">What the chain says of provinces' keys; null where nothing is read from one.</param>
    public SystemRegistry(IReadOnlyList<DepartmentSystem> systems, ProvinceKeys? provinces = null)
    {
        _provinces = provinces;
        _keys = systems.SelectMany(system => system.Keys.Select(key => (System: system, Key: key, Verifying: key.Read())))
            .ToDictionary(one => one.Key.Id, StringComparer.Ordinal);
        _systems = systems.GroupBy(system => system.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
    }

    /// <summary>Whether any system can sign at all.</summary>
    public bool HasKeys => _keys.Count > 0 || !_registered.IsEmpty;

    /// <summary>What departments registered.</summary>
    public IEnumerable<RegisteredKey> Registered => _registered.Values;

    /// <summary>Whether a name is a key's, in force or not.</summary>
    public bool Knows(string keyId) => _keys.ContainsKey(keyId) || _registered.ContainsKey(keyId);

    /// <summary>Adds a key that was registered, or what became of it.</summary>
    public void Set(RegisteredKey key) => ImmutableInterlocked.Update(ref _registered, all => all.SetItem(key.Key.Id, key));

    /// <summary>The system and the key of a name, both in force at a moment; null where there is none.</summary>
    public (DepartmentSystem System, VerifyingKey Key)? Find(string keyId, DateTimeOffset at)
    {
        if (_provinces?.DivisionOf(keyId) is string division && _provinces.Names(division))
        {
            return _provinces.RequestKeyAt(division, at) is VerifyingKey said
                && _systems.Values.FirstOrDefault(known => known.Province == division) is DepartmentSystem province && province.IsInForce(at)
                    ? (province, said)
                    : null;
        }

        if (_registered.TryGetValue(keyId, out RegisteredKey? registered))
        {
            return registered is { Row.State: SystemKeyState.InForce, Verifying: VerifyingKey key } && registered.Key.IsInForce(at)
                && _systems.TryGetValue(registered.Row.System, out DepartmentSystem? system) && system.Authority == registered.Row.Authority && system.IsInForce(at)
                    ? (system, key)
                    : null;
        }

        return _keys.TryGetValue(keyId, out (DepartmentSystem System, SystemKey Key, VerifyingKey Verifying) found)
            && found.System.IsInForce(at) && found.Key.IsInForce(at)
            && !(found.System.Province is string settled && _provinces?.Names(settled) == true)
                ? (found.System, found.Verifying)
                : null;
    }
}
