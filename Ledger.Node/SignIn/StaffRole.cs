namespace Ledger.Node.SignIn;

/// <summary>What a member of staff may be. No person holds two of the three administrators (三权分立).</summary>
internal enum StaffRole
{
    /// <summary>窗口人员: reads the licences of an authority.</summary>
    Clerk,

    /// <summary>用印人员: reads the seals of an authority and what was sealed.</summary>
    SealingOfficer,

    /// <summary>系统管理员: sees that sign-in works; no data, no persons.</summary>
    SystemAdministrator,

    /// <summary>安全管理员: ends the sessions of a person.</summary>
    SecurityAdministrator,

    /// <summary>审计员: reads the audit log.</summary>
    Auditor,
}

/// <summary>Rules over <see cref="StaffRole"/>.</summary>
internal static class StaffRoles
{
    /// <summary>Whether it acts for an authority.</summary>
    public static bool IsOfAuthority(this StaffRole role) => role is StaffRole.Clerk or StaffRole.SealingOfficer;

    /// <summary>Whether roles keep apart what has to be apart: at most one of the three administrators.</summary>
    public static bool AreSeparate(IEnumerable<StaffRole> roles) => roles.Distinct().Count(role => !role.IsOfAuthority()) <= 1;
}
