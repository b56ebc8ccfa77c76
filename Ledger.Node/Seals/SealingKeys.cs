using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Seals;

/// <summary>The keys of every seal that this node holds. Safe from several threads; what it once held it keeps until it is closed.</summary>
internal sealed class SealingKeys : IDisposable
{
    private readonly Lock _adding = new();
    private volatile AuthorityKeys[] _all;

    private readonly KnownRevocations _revocations;

    private SealingKeys(IEnumerable<AuthorityKeys> keys, KnownRevocations revocations) => (_all, _revocations) = ([.. keys], revocations);

    /// <summary>All of them, of an authority with several seals several.</summary>
    public IReadOnlyCollection<AuthorityKeys> Authorities => _all;

    /// <summary>Loads every folder under <c>keys/authorities</c> and <c>keys/seals</c>.</summary>
    /// <param name="keyFolder">The node's key folder.</param>
    /// <param name="passphrase">For encrypted keys; null where none is.</param>
    /// <param name="revocations">What revocation lists say of the certificates; null where there is none.</param>
    /// <exception cref="FormatException">The keys of an authority are incomplete or do not belong together.</exception>
    public static SealingKeys Load(string keyFolder, KeyPassphrase? passphrase = null, KnownRevocations? revocations = null) => new(
        [
            .. Folders(keyFolder, "authorities").Select(folder => AuthorityKeys.Load(folder, passphrase)),
            .. Folders(keyFolder, "seals").Where(folder => !SealWorkshop.IsUnfinished(folder)).Select(folder => AuthorityKeys.LoadMade(folder, passphrase)),
        ],
        revocations ?? KnownRevocations.None);

    /// <summary>The keys of an authority's newest seal.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/> where this node holds none for it.</exception>
    public AuthorityKeys Of(string authority) => HeldOf(authority) is [AuthorityKeys newest, ..]
        ? newest
        : throw new LedgerException(LedgerError.NotAllowed, "本节点没有该机构的电子印章。", "This node holds no seal of that authority.", "/issuer");

    /// <summary>The keys of all seals of an authority, the newest seal first; empty where this node holds none.</summary>
    public IReadOnlyList<AuthorityKeys> HeldOf(string authority) =>
        [.. _all.Where(keys => keys.Code == authority).OrderByDescending(keys => keys.Seal.Info.CreatedAt)];

    /// <summary>Those of <see cref="HeldOf"/> whose certificates are valid at a moment and on no revocation list: with others nothing is signed.</summary>
    public IEnumerable<AuthorityKeys> CertifiedOf(string authority, DateTimeOffset moment) => HeldOf(authority).Where(keys =>
        keys.HaveValidCertificatesAt(moment)
        && !_revocations.Revoke(keys.SealCertificate, moment) && !_revocations.Revoke(keys.SigningCertificate, moment));

    /// <summary>The keys of the seal with this SM3, or null.</summary>
    public AuthorityKeys? Find(Digest sealSm3) => _all.FirstOrDefault(keys => keys.SealSm3 == sealSm3);

    /// <summary>Holds one more; those of a seal that is held already are cleared and the others kept.</summary>
    /// <returns>The keys that are held.</returns>
    public AuthorityKeys Add(AuthorityKeys keys)
    {
        lock (_adding)
        {
            if (Find(keys.SealSm3) is AuthorityKeys held)
            {
                if (!ReferenceEquals(held, keys))
                {
                    keys.Dispose();
                }

                return held;
            }

            _all = [.. _all, keys];
            return keys;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AuthorityKeys keys in _all)
        {
            keys.Dispose();
        }
    }

    private static IEnumerable<string> Folders(string keyFolder, string name)
    {
        string folder = Path.Combine(keyFolder, name);
        return Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal) : [];
    }
}
