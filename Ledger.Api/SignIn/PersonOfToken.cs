using Ledger.Crypto.Hashing;
using Ledger.Node;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Api.SignIn;

/// <summary>Who signed in, by the claims of a token and the settings of its provider.</summary>
internal static class PersonOfToken
{
    private const int MostCodes = 32;
    private const int MostGroups = 500;

    /// <summary>Reads the claims. What is kept of them are keyed hashes.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.SignInRefused"/>: the claims make the person nobody here, or too much.</exception>
    /// <exception cref="IdTokenException">A claim has another form.</exception>
    public static SignedInPerson Read(IdToken token, IdentityProviderOptions provider, HolderRegister holders)
    {
        IReadOnlyList<Digest> codes = [.. provider.Holders.SelectMany(claim => CodesOf(token, claim, holders)).Distinct()];
        string[] groups = [.. token.Claims.Texts(provider.GroupsClaim, MostGroups)];
        StaffGroup[] staff = [.. provider.Staff.Where(entry => groups.Contains(entry.Group, StringComparer.Ordinal))];
        StaffRole[] roles = [.. staff.Select(entry => entry.Role).Distinct().Order()];
        string[] authorities = [.. staff.Select(entry => entry.Authority).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (codes.Count + roles.Length == 0)
        {
            throw SignInText.Refused("此账号在本节点既无证照持有人身份，也无工作人员角色。", "This account is neither a holder nor staff here.", "/claims");
        }

        if (!StaffRoles.AreSeparate(roles))
        {
            throw SignInText.Refused(
                "同一人不得兼任系统管理员、安全管理员、审计员中的两项（三权分立）。",
                "No person is two of system administrator, security administrator and auditor.", "/claims/groups");
        }

        return authorities.Length > 1
            ? throw SignInText.Refused("此账号的角色属于不止一个机构。", "The account's roles are of more than one authority.", "/claims/groups")
            : new SignedInPerson(
                provider.Name,
                holders.PersonOf(provider.Issuer, token.Subject),
                codes,
                roles,
                authorities.FirstOrDefault() ?? "",
                token.AuthenticatedAt,
                provider.StepUpAcr is null || token.Level == provider.StepUpAcr,
                token.Session is string session ? holders.ProviderSessionOf(provider.Issuer, session) : null);
    }

    private static IEnumerable<Digest> CodesOf(IdToken token, HolderClaim claim, HolderRegister holders)
    {
        foreach (string code in token.Claims.Texts(claim.Claim, MostCodes))
        {
            yield return HolderCodeType.Find(claim.CodeType)!.FindFault(code) is null
                ? holders.LookupOf(claim.CodeType, code)
                : throw SignInText.Refused("身份提供方给出的持证主体代码不正确。", "A holder's code that the identity provider gave is not one.", "/claims/holder");
        }
    }
}
