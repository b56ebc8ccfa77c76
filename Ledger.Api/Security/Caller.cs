using Ledger.Crypto.Certificates;
using Ledger.Node;
using Ledger.Node.SignIn;

namespace Ledger.Api.Security;

/// <summary>Who sent the request, after authentication.</summary>
/// <param name="Name">The system's name in the configuration; never personal data.</param>
/// <param name="Role">What it is.</param>
/// <param name="Authority">Unified social credit code of the authority it acts for; empty for anyone.</param>
public sealed record Caller(string Name, Role Role, string Authority)
{
    /// <summary>Licence types that the settings share with it, whoever issued them; empty for anyone.</summary>
    public IReadOnlyList<string> SharedTypes { get; init; } = [];

    /// <summary>Licence types on which it may act; empty for all of its authority's.</summary>
    public IReadOnlyList<string> LicenceTypes { get; init; } = [];

    /// <summary>可信等级 that it may claim for materials, by their codes; empty for anyone.</summary>
    public IReadOnlyList<string> MaterialLevels { get; init; } = [];

    /// <summary>Division code of the province whose node it is; empty for any other.</summary>
    public string Province { get; init; } = "";

    /// <summary>The certificate to which other provinces seal what they give it; null where this node opens it.</summary>
    internal Certificate? Recipient { get; init; }

    /// <summary>Its session, where it is a person who signed in; null else.</summary>
    internal Session? Session { get; init; }

    /// <summary>A caller who did not say who they are.</summary>
    public static Caller Anyone { get; } = new("anyone", Role.Anyone, "");

    /// <summary>The caller that the authoriser put on the request.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Anyone;

    /// <summary>Whether it has a role: by its key, or by who signed in.</summary>
    public bool Has(Role role) => Role == role || (Session?.Who is SignedInPerson who
        && (role == Role.Citizen ? who.Holders.Count > 0 : who.Roles.Any(staff => Roles.Of(staff) == role)));

    /// <summary>Whether it may act on licences of a type.</summary>
    public bool MayActOn(string type) => LicenceTypes.Count == 0 || LicenceTypes.Contains(type, StringComparer.Ordinal);

    /// <summary>A system that has shown that it is one.</summary>
    internal static Caller Of(DepartmentSystem system) =>
        new(system.Name, system.Province is not null ? Role.Province : system.Audits ? Role.Auditor : Role.Department, system.Authority)
        {
            Province = system.Province ?? "",
            SharedTypes = system.Shares,
            LicenceTypes = system.LicenceTypes,
            MaterialLevels = system.MaterialLevels,
            Recipient = system.ReadEnvelope(),
        };

    /// <summary>A person who has signed in. Its name is a keyed hash.</summary>
    internal static Caller Of(Session session) =>
        new($"person-{session.Who.Person.ToHex()}", Role.Person, session.Who.Authority) { Session = session };

    /// <summary>Refuses to act on licences of a type that is none of the caller's.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/>.</exception>
    internal void RequireType(string type)
    {
        if (!MayActOn(type))
        {
            throw TypeRefused();
        }
    }

    /// <summary>What is said to a system that may not act on a type.</summary>
    internal static LedgerException TypeRefused() =>
        new(LedgerError.NotAllowed, "此系统不得办理此类证照。", "This system may not act on licences of this type.");
}
