using System.Security.Cryptography;
using System.Text;
using Ledger.Node;

namespace Ledger.Api.Security;

/// <summary>The department systems of the configuration, found by the key they present.</summary>
/// <param name="systems">Those that show a key: none where the settings do not take keys that are shown.</param>
/// <param name="time">The only clock.</param>
internal sealed class DepartmentKeys(IReadOnlyList<DepartmentSystem> systems, TimeProvider time)
{
    private const string Scheme = "Bearer ";
    private const int MaximumKeyLength = 200;

    /// <summary>The caller of an <c>Authorization: Bearer …</c> header, or null where no system has that key.</summary>
    public Caller? Find(string? authorization) =>
        authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true // RFC 9110, 11.1
            ? FindKey(authorization[Scheme.Length..])
            : null;

    /// <summary>The caller who presents this key, or null where no system has it.</summary>
    public Caller? FindKey(string key)
    {
        if (key.Length > MaximumKeyLength)
        {
            return null;
        }

        byte[] presented = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        DepartmentSystem? found = null;
        foreach (DepartmentSystem system in systems)
        {
            // Every key is compared, in constant time: how long it took says nothing about which one was near.
            if (CryptographicOperations.FixedTimeEquals(presented, Convert.FromHexString(system.KeySha256!)))
            {
                found = system;
            }
        }

        return found?.IsInForce(time.GetUtcNow()) == true ? Caller.Of(found) : null;
    }
}
