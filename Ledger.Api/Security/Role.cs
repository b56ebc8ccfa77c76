namespace Ledger.Api.Security;

/// <summary>Who a caller is to the node.</summary>
public enum Role
{
    /// <summary>Anybody, unnamed.</summary>
    Anyone,

    /// <summary>A department's system, known by its key.</summary>
    Department,
}
