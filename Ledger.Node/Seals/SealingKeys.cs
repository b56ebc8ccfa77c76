namespace Ledger.Node.Seals;

/// <summary>Which keys belong to which authority of this node.</summary>
internal sealed class SealingKeys : IDisposable
{
    private readonly Dictionary<string, AuthorityKeys> _byCode;

    private SealingKeys(Dictionary<string, AuthorityKeys> byCode) => _byCode = byCode;

    /// <summary>All authorities whose keys this node holds.</summary>
    public IReadOnlyCollection<AuthorityKeys> Authorities => _byCode.Values;

    /// <summary>Loads every folder under <c>keys/authorities</c>.</summary>
    /// <exception cref="FormatException">The keys of an authority are incomplete or do not belong together.</exception>
    public static SealingKeys Load(string keyFolder)
    {
        string folder = Path.Combine(keyFolder, "authorities");
        return new SealingKeys(Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Select(AuthorityKeys.Load).ToDictionary(keys => keys.Code)
            : []);
    }

    /// <summary>The keys of an authority.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/> where this node holds none for it.</exception>
    public AuthorityKeys Of(string authority) => _byCode.TryGetValue(authority, out AuthorityKeys? keys)
        ? keys
        : throw new LedgerException(LedgerError.NotAllowed, "本节点没有该机构的电子印章。", "This node holds no seal of that authority.", "/issuer");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AuthorityKeys keys in _byCode.Values)
        {
            keys.Dispose();
        }
    }
}
