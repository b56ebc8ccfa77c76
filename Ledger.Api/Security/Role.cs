namespace Ledger.Api.Security;

/// <summary>Who a caller is to the node.</summary>
public enum Role
{
    /// <summary>Anybody, unnamed.</summary>
    Anyone,

    /// <summary>A department's system, known by its key.</summary>
    Department,

    /// <summary>The auditors' system (审计管理员): it reads the audit log, and nobody else does.</summary>
    Auditor,
}
