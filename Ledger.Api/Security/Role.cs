using Ledger.Node.SignIn;

namespace Ledger.Api.Security;

/// <summary>Who a caller is to the node.</summary>
public enum Role
{
    /// <summary>Anybody, unnamed.</summary>
    Anyone,

    /// <summary>A department's system, known by its key.</summary>
    Department,

    /// <summary>Another province's node, known by its key.</summary>
    Province,

    /// <summary>审计管理员, a system of theirs or one who signed in: they read the audit log, and nobody else does.</summary>
    Auditor,

    /// <summary>Whoever has signed in.</summary>
    Person,

    /// <summary>A person who has signed in and holds licences, or acts for a company that does.</summary>
    Citizen,

    /// <summary>窗口人员 of an authority.</summary>
    Clerk,

    /// <summary>用印人员 of an authority.</summary>
    SealingOfficer,

    /// <summary>系统管理员.</summary>
    SystemAdministrator,

    /// <summary>安全管理员.</summary>
    SecurityAdministrator,
}

/// <summary>What is said of a <see cref="Role"/>.</summary>
internal static class Roles
{
    /// <summary>As the documentation names it.</summary>
    public static string Name(this Role role) => role switch
    {
        Role.Anyone => "anyone",
        Role.Department => "a department",
        Role.Province => "another province's node",
        Role.Person => "who signed in",
        Role.Citizen => "a citizen",
        Role.Clerk => "a clerk",
        Role.SealingOfficer => "a sealing officer",
        Role.SystemAdministrator => "a system administrator",
        Role.SecurityAdministrator => "a security administrator",
        Role.Auditor => "an auditor",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Whether it is had by signing in, and no other way.</summary>
    public static bool IsBySession(this Role role) => role >= Role.Person;

    /// <summary>The role of a member of staff.</summary>
    public static Role Of(StaffRole role) => role switch
    {
        StaffRole.Clerk => Role.Clerk,
        StaffRole.SealingOfficer => Role.SealingOfficer,
        StaffRole.SystemAdministrator => Role.SystemAdministrator,
        StaffRole.SecurityAdministrator => Role.SecurityAdministrator,
        StaffRole.Auditor => Role.Auditor,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
