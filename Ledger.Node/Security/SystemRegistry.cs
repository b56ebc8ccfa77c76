using Ledger.Crypto.Signing;

namespace Ledger.Node.Security;

/// <summary>The department systems of the settings, found by the key that a request names.</summary>
internal sealed class SystemRegistry
{
    private readonly Dictionary<string, (DepartmentSystem System, SystemKey Key, VerifyingKey Verifying)> _keys;

    /// <param name="systems">As the settings have them, checked.</param>
    public SystemRegistry(IReadOnlyList<DepartmentSystem> systems) => _keys = systems
        .SelectMany(system => system.Keys.Select(key => (System: system, Key: key, Verifying: key.Read())))
        .ToDictionary(one => one.Key.Id, StringComparer.Ordinal);

    /// <summary>Whether any system can sign at all.</summary>
    public bool HasKeys => _keys.Count > 0;

    /// <summary>The system and the key of a name, both in force at a moment; null where there is none.</summary>
    public (DepartmentSystem System, VerifyingKey Key)? Find(string keyId, DateTimeOffset at) =>
        _keys.TryGetValue(keyId, out (DepartmentSystem System, SystemKey Key, VerifyingKey Verifying) found)
        && found.System.IsInForce(at) && found.Key.IsInForce(at)
            ? (found.System, found.Verifying)
            : null;
}
