using System.Collections.Concurrent;
using Google.Protobuf;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;

namespace Ledger.Node.Seals;

/// <summary>
/// Gives out seals: which seal, by which grant, for whom. One is made for one reading, before signing, and another for the turn that
/// enters what was signed: only that one counts. Safe from several threads where its rows are.
/// </summary>
internal sealed class SealDesk(LedgerRead rows, SealingKeys keys, DateTimeOffset now)
{
    // Within one reading nothing else happens to a seal or a key; and in a turn grants are only used up.
    private readonly ConcurrentDictionary<ByteString, Seal?> _seals = new();
    private readonly ConcurrentDictionary<(ByteString Seal, SealUser User, string Type), bool> _exhausted = new();
    private readonly ConcurrentDictionary<(SealUser User, string Type), Lazy<SealUse>> _chosen = new();
    private readonly ConcurrentDictionary<AuthorityKeys, bool> _signing = new();

    private DateOnly Today => BeijingTime.DayOf(now);

    /// <summary>Chooses a seal of the authority that is in force, and a grant of it.</summary>
    /// <param name="user">Who wants to seal.</param>
    /// <param name="licenceType">证照类型代码.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.SealNotInForce"/>, also where this node holds no seal of the authority; <see cref="LedgerError.SealNotGranted"/>.
    /// </exception>
    public SealUse Choose(SealUser user, string licenceType) =>
        _chosen.GetOrAdd((user, licenceType), pair => new Lazy<SealUse>(() => Find(pair.User, pair.Type))).Value;

    /// <summary>
    /// The grant to enter a licence by: the one that was chosen, or another where that does not cover it any more. Costs one row of the
    /// grant while that covers it.
    /// </summary>
    /// <param name="use">What was chosen.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.SealNotInForce"/>; <see cref="LedgerError.SealNotGranted"/>.</exception>
    public ByteString RequireGrant(SealUse use)
    {
        Seal? seal = _seals.GetOrAdd(use.Seal, handle => SealTable.Find(rows, handle));
        if (seal?.StateAt(now) is not SealState.InForce)
        {
            throw NotInForce(seal);
        }

        return SealGrantTable.Find(rows, use.Seal, use.Grant) is SealGrant grant && grant.Covers(use.User, use.LicenceType, Today)
            ? use.Grant
            : FindGrant(use.Seal, use.User, use.LicenceType)?.Handle ?? throw NotGranted();
    }

    /// <summary>Whether both keys that signed by a use may still sign: neither was retired or compromised.</summary>
    public bool MaySign(SealUse use) => _signing.GetOrAdd(use.Keys, signing => SigningKeyTable.MaySign(rows, signing));

    /// <summary>The keys of an authority's newest seal in force, whoever may use it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.SealNotInForce"/>.</exception>
    public AuthorityKeys RequireInForce(string authority) =>
        InForce(authority) is [(_, AuthorityKeys held), ..] ? held : throw NotInForce(AnyOf(authority));

    /// <summary>
    /// The keys of an authority that sign files around licences: of its newest seal in force, else of its newest that the ledger knows,
    /// else its newest; none that may not sign any more.
    /// </summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.SealNotInForce"/>: none of them may sign.</exception>
    public AuthorityKeys RequireSigning(string authority)
    {
        (Seal? Seal, AuthorityKeys Keys)[] live =
        [
            .. keys.CertifiedOf(authority, now).Where(held => SigningKeyTable.MaySign(rows, held))
                .Select(held => (Seal: SealTable.Find(rows, held.SealSm3), Keys: held))
                .Where(pair => pair.Seal?.EndedBy is not SealEnd.KeyCompromised),
        ];
        return live.OrderBy(pair => pair.Seal is null ? 2 : pair.Seal.StateAt(now) is SealState.InForce ? 0 : 1).FirstOrDefault().Keys ?? throw NoKeys();
    }

    private SealUse Find(SealUser user, string licenceType)
    {
        IReadOnlyList<(Seal Seal, AuthorityKeys Keys)> inForce = InForce(user.Authority);
        foreach ((Seal seal, AuthorityKeys held) in inForce)
        {
            if (FindGrant(seal.Handle, user, licenceType) is SealGrant grant)
            {
                return new SealUse(user, licenceType, seal.Handle, grant.Handle, held);
            }
        }

        throw inForce.Count > 0 ? NotGranted() : NotInForce(AnyOf(user.Authority));
    }

    private IReadOnlyList<(Seal Seal, AuthorityKeys Keys)> InForce(string authority) =>
    [
        .. keys.CertifiedOf(authority, now).Where(held => held.AreValidAt(now) && SigningKeyTable.MaySign(rows, held))
            .Select(held => (Seal: SealTable.Find(rows, held.SealSm3), Keys: held))
            .Where(pair => pair.Seal?.StateAt(now) is SealState.InForce)
            .Select(pair => (pair.Seal!, pair.Keys)),
    ];

    /// <summary>The newest seal of an authority that the ledger knows, whatever it is, or null.</summary>
    private Seal? AnyOf(string authority) =>
        keys.HeldOf(authority).Select(held => SealTable.Find(rows, held.SealSm3)).FirstOrDefault(seal => seal is not null);

    private SealGrant? FindGrant(ByteString seal, SealUser user, string licenceType)
    {
        if (_exhausted.ContainsKey((seal, user, licenceType)))
        {
            return null;
        }

        SealGrant? found = SealGrantTable.Of(rows, seal)
            .Where(grant => grant.Covers(user, licenceType, Today))
            .OrderBy(grant => grant.Narrowness)
            .ThenBy(grant => grant.Index)
            .FirstOrDefault();
        if (found is null)
        {
            _exhausted[(seal, user, licenceType)] = true;
        }

        return found;
    }

    private LedgerException NotInForce(Seal? seal)
    {
        (string chinese, string english) = seal?.StateAt(now) switch
        {
            null => ("未在账本登记", "is not in the ledger"),
            SealState.InForce => ("的证书不在有效期内或已被吊销，或其签名密钥已停用或泄露", "has certificates outside their validity or revoked, or keys that were retired or compromised"),
            SealState state => ($"当前状态为{state.Chinese()}", $"is {state.Code()}"),
        };
        return new LedgerException(
            LedgerError.SealNotInForce, $"该机构的电子印章{chinese}，不能签发。", $"The authority's seal {english}; nothing is sealed with it.", "/issuer");
    }

    private static LedgerException NoKeys() => new(
        LedgerError.SealNotInForce,
        "该机构没有可用的签名密钥：均已停用、泄露，或证书已吊销、不在有效期内，不能签署文件。请先换章更换密钥。",
        "None of the authority's keys may sign: each was retired or compromised, or has certificates revoked or outside their validity. A new seal with new keys is needed first.",
        "/issuer");

    private static LedgerException NotGranted() => new(
        LedgerError.SealNotGranted,
        "没有有效的用章授权：对此类证照、此经办人或系统，授权不存在、已收回、不在期限内或次数已用完。",
        "No grant permits this: for this type of licence and this operator or system there is none, or it is withdrawn, outside its period or used up.",
        "/issuer");
}
